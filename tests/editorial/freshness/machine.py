"""Everything that staff may do to one page, in any order, with the oracle looking over the tables.

English is the original; Japanese is translated from English, Ukrainian from English or Japanese.
Texts are three short samples, the same in every language: so old texts come back, two fields
hold the same words, and a translation may read like its source.
"""

import copy
import uuid

from django.db import transaction
from django.db.models import QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from editorial import contentversion, publishing, summaries, workflow
from editorial.languages import NEUTRAL
from editorial.revisions import MACHINE, PERSON, items_of
from pages.models import Page, Section
from tests.builders import make_page
from tests.editorial.freshness.oracle import FIELDS, LANGUAGES, NOTHING, Oracle, Word, written
from tests.editorial.freshness.staff import (
    LEDE,
    LIVE,
    TITLE,
    WORKING,
    Staff,
    by_slot,
    tomorrow,
)

SECTIONS = [str(uuid.UUID(int=number, version=4)) for number in range(1, 7)]
A, B, C = Word("a"), Word("b"), Word("c")

languages = st.sampled_from(LANGUAGES)
translations = st.sampled_from(["ja", "uk"])
numbers = st.integers(0, 5)
words = st.sampled_from([A, B, C, A, B, C, NOTHING])
filled = st.sampled_from([A, B, C])
authors = st.sampled_from([PERSON, MACHINE])
beside = st.sampled_from([LIVE, WORKING])
publications = st.sampled_from([["en"], ["ja"], ["uk"], ["en", "ja", "uk"], [NEUTRAL]])


class Editorial(RuleBasedStateMachine):
    """One page from its first draft on, or from where every language is public."""

    starts = {}

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(start=st.sampled_from(["draft", "public", "public"]))
    def begin(self, start):
        page, oracle = self.starts[start]
        self.staff, self.oracle = Staff(page), copy.deepcopy(oracle)
        self.rises, self.steady = 0, ()
        self.number, self.public, self.statuses = contentversion.current(), _public(self._rows()), {}

    # --- Writing -------------------------------------------------------------------------------

    @rule(number=numbers, word=words, then=st.sampled_from(["save", "publish", "minor"]))
    def edit_source(self, number, word, then):
        self._edit("en", self._slot(number), word)
        if then != "save":
            self._publish(["en"], minor=then == "minor")

    @rule(language=languages, number=numbers)
    def edit_cosmetically(self, language, number):
        slot = self._slot(number)
        if old := self.oracle.items(language).get(slot):
            self._edit(language, slot, Word(old.word.sample, not old.word.is_variant))
            self.steady = LANGUAGES

    @rule(number=numbers, word=filled)
    def publish_another_source_and_go_back(self, number, word):
        """With no draft open, the statuses are then what they were."""
        slot, version = self._slot(number), self.oracle.versions["en"]
        old = self.oracle.items("en").get(slot)
        if old is None or version.working is not version.live:
            return
        for text in (word, old.word):
            self._edit("en", slot, text)
            self._publish(["en"])
        self.steady = LANGUAGES

    @rule(language=translations, number=numbers, word=words, public=st.booleans())
    def edit_translation_alone(self, language, number, word, public):
        self._edit(language, self._slot(number), word)
        if public:
            self._publish([language])
        self.steady = [language]

    @rule(language=translations, number=numbers, word=words, beside=beside, by=authors)
    def translate(self, language, number, word, beside, by):
        slot = self._slot(number)
        self.staff.translate(language, {slot: written(slot, word)}, beside=beside, origin=by)
        self.oracle.write(language, slot, word, beside=beside, by=by)

    @rule(language=translations, number=numbers, beside=beside)
    def say_still_right(self, language, number, beside):
        slot = self._slot(number)
        if old := self.oracle.items(language).get(slot):
            self.staff.still_right(language, slot, beside=beside)
            self.oracle.write(language, slot, old.word, beside=beside, still_right=True)

    @rule(language=translations, number=numbers, word=filled)
    def load_machine_translation(self, language, number, word):
        self._edit(language, self._slot(number), word, by=MACHINE)

    @rule(source=st.sampled_from(["en", "ja"]))
    def set_source(self, source):
        self.staff.set_source("uk", source)
        self.oracle.versions["uk"].source = source

    # --- Structure -----------------------------------------------------------------------------

    @rule(turn=st.sampled_from([1, -1]))
    def move_sections(self, turn):
        sections = self.oracle.versions[NEUTRAL].working.contents
        self._arrange(sections[turn:] + sections[:turn])
        self.steady = LANGUAGES

    @rule(number=st.integers(0, 2))
    def add_or_drop_section(self, number):
        sections = list(self.oracle.versions[NEUTRAL].working.contents)
        section = self.oracle.known[number]
        if section in sections:
            sections.remove(section)
        else:
            sections.append(section)
        self._arrange(sections)

    # --- Review and publication ----------------------------------------------------------------

    @rule(language=languages)
    def review(self, language):
        workflow.review(self.staff.entry, language, by=None)
        self.rises = self.oracle.review(language)
        self.steady = LANGUAGES

    @rule(codes=publications, minor=st.booleans())
    def publish(self, codes, minor):
        self._publish(codes, minor=minor)
        self.steady = [c for c in ("ja", "uk") if self.oracle.versions[c].source not in codes]

    @rule(language=languages)
    def withdraw(self, language):
        self.staff.withdraw(language)
        self.rises = self.oracle.withdraw([language])
        self.steady = [language]

    @rule()
    def project_and_count_again(self):
        """The rows and figures that are there are those that would be written anew."""
        publishing.project(self.staff.entry)
        versions = publishing.versions_of(self.staff.entry)
        assert summaries.recompute(self.staff.entry, versions) == 0
        self.steady = LANGUAGES

    @rule(language=languages, back=st.booleans())
    def ask_for_review(self, language, back):
        act, before, after = (
            (workflow.send_back, "in_review", "draft")
            if back
            else (workflow.request_review, "draft", "in_review")
        )
        act(self.staff.entry, language)
        version = self.oracle.versions[language]
        version.work = after if version.work == before else version.work

    @rule(language=languages)
    def schedule(self, language):
        if self.oracle.can_publish(language):
            workflow.schedule(self.staff.entry, language, tomorrow())
            self.oracle.schedule(language)

    @precondition(lambda self: any(v.work == "scheduled" for v in self.oracle.versions.values()))
    @rule()
    def time_passes(self):
        due = sum(version.work == "scheduled" for version in self.oracle.versions.values())
        assert workflow.run_due(tomorrow()) == (due, 0)
        self.rises = self.oracle.time_passes()

    @rule(language=st.sampled_from([*LANGUAGES, NEUTRAL]), number=numbers)
    def restore(self, language, number):
        history = self.oracle.versions[language].history
        if history:
            self._restore(language, number % len(history))

    @rule(language=st.sampled_from([*LANGUAGES, NEUTRAL]))
    def throw_draft_away(self, language):
        version = self.oracle.versions[language]
        if version.live and version.live is not version.working:
            self._restore(language, version.history.index(version.live))

    # --- What must be true after every step ----------------------------------------------------

    @invariant()
    def tables_say_what_the_oracle_says(self):
        versions = publishing.versions_of(self.staff.entry)
        state = summaries.state_of(self.staff.entry, versions)
        statuses = {}
        for code in LANGUAGES:
            fields = state.fields_of(code)
            statuses[code] = {(s.part, s.field): s.status.value for s in fields}
            assert statuses[code] == self.oracle.statuses(code), code
            self._compare_figures(versions[code], fields)
        for code in (*LANGUAGES, NEUTRAL):
            self._compare_version(versions[code], self.oracle.versions[code])
        self._compare_steady(statuses)
        self._compare_public()

    def _compare_figures(self, version, fields):
        stored = {name: getattr(version, name) for name in summaries.FIGURES}
        assert stored == summaries.figures_of(fields), version
        filled = {name[2:]: number for name, number in stored.items() if number}
        assert filled == self.oracle.figures(version.language), version

    def _compare_version(self, version, expected):
        assert (version.public_state, version.work_state) == (expected.public, expected.work)
        for revision, saved in (
            (version.working_revision, expected.working),
            (version.live_revision, expected.live),
        ):
            assert (revision and revision.number - 1) == (saved and expected.history.index(saved))
        if version.language != NEUTRAL and version.working_revision:
            stored = by_slot(items_of(version.working_revision))
            assert {slot: _told(item) for slot, item in stored.items()} == {
                slot: (written(slot, item.word), item.origin, item.is_reviewed)
                for slot, item in expected.working.contents.items()
            }

    def _compare_steady(self, statuses):
        """No status has changed that must not, except that missing texts came or texts went."""
        for code in self.steady:
            before, after = self.statuses.get(code, {}), statuses[code]
            for slot in before.keys() & after.keys():
                if "missing" not in (before[slot], after[slot]):
                    assert before[slot] == after[slot], (code, slot)
        self.statuses, self.steady = statuses, ()

    def _compare_public(self):
        page, sections = rows = self._rows()
        public, number = _public(rows), contentversion.current()
        assert number == self.number + self.rises
        assert public == self.public or self.rises
        self.number, self.public, self.rises = number, public, 0
        expected = self.oracle
        assert [str(section["id"]) for section in sections] == list(expected.public_sections())
        for code in LANGUAGES:
            assert bool(page[f"live_at_{code}"]) == (code in expected.public_languages())
            assert page[f"machine_made_{code}"] == expected.shows_machine_made(code)
            for part, row in [("root", page), *((str(s["id"]), s) for s in sections)]:
                for name in ("title", "lede") if part == "root" else ("heading", "body"):
                    shown = row[f"{name}_{code}"]
                    assert shown == expected.public_text(code, (part, name)), (code, part, name)

    # --- How they do it ------------------------------------------------------------------------

    def _slot(self, number):
        slots = self.oracle.slots(draft_only=True)
        return slots[number % len(slots)]

    def _edit(self, language, slot, word, *, by=PERSON):
        self.staff.edit(language, {slot: written(slot, word)}, origin=by)
        self.oracle.write(language, slot, word, by=by)

    def _arrange(self, sections):
        self.staff.arrange(sections)
        self.oracle.arrange(sections)

    def _publish(self, codes, *, minor=False):
        codes = [code for code in codes if self.oracle.can_publish(code)]
        self.staff.publish(*codes, minor=minor)
        self.rises += self.oracle.publish(codes, minor=minor)

    def _restore(self, language, index):
        revision = self.staff.entry.revisions.get(language=language, number=index + 1)
        workflow.restore(revision)
        self.oracle.restore(language, self.oracle.versions[language].history[index])

    def _rows(self):
        page = QuerySet(Page).values().get(pk=self.staff.page.pk)
        return page, list(QuerySet(Section).filter(page=page["id"]).order_by("position").values())


def _public(rows):
    """Give every column that the public may see; None when no language is public."""
    page, _sections = rows
    return rows if any(page[f"live_at_{code}"] for code in LANGUAGES) else None


def _told(item):
    return item["text"], item["origin"], bool(item.get("reviewed_at"))


def with_starts():
    """Make the two pages to begin with, and the machine that begins with them."""
    draft, public = _draft(SECTIONS[:3]), _draft(SECTIONS[3:])
    page, oracle = public
    staff = Staff(page)
    for code, source in (("ja", "en"), ("uk", "ja")):
        staff.set_source(code, source)
        oracle.versions[code].source = source
        texts = texts_of(oracle.known)
        staff.edit(code, {slot: written(slot, word) for slot, word in texts.items()})
        for slot, word in texts.items():
            oracle.write(code, slot, word)
        # What the oracle saved text by text was saved at once.
        del oracle.versions[code].history[:-1]
    staff.publish(*LANGUAGES)
    oracle.publish(LANGUAGES)
    return type("Prepared", (Editorial,), {"starts": {"draft": draft, "public": public}})


def _draft(sections):
    """Make a page in English that was never public, with two of these sections."""
    texts = texts_of(sections)
    parts = [
        {"id": section, **{name: written(slot, word) for slot, word in texts.items() for part, name in [slot] if part == section}}
        for section in sections[:2]
    ]
    root = {name: written((part, name), texts[part, name]) for part, name in (TITLE, LEDE)}
    return make_page(**root, sections=parts, public=False), Oracle(sections, texts)


def texts_of(sections):
    """Give the texts to begin with: the same in every field of the first two sections."""
    return dict.fromkeys([TITLE, LEDE, *zip(sections[:2], FIELDS[:2], strict=True)], A)
