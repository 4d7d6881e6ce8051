"""Everything that staff may do to one page, in any order, with the oracle looking over the tables.

English is the original; Japanese is translated from English, Ukrainian from English or Japanese.
Texts are three short samples, the same in every language: so old texts come back, two fields
hold the same words, and a translation may read like its source.
"""

import copy

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from editorial.publishing import going_back, workflow
from editorial.publishing.planned import schedule
from editorial.revisions.data import MACHINE, PERSON
from editorial.text.languages import NEUTRAL
from tests.editorial.translations.freshness.comparing import Comparison
from tests.editorial.translations.freshness.oracle import LANGUAGES, NOTHING, Word, written
from tests.editorial.translations.freshness.staff import LIVE, WORKING, Staff, tomorrow

SAMPLES = ("a", "b", "c")

languages = st.sampled_from(LANGUAGES)
translations = st.sampled_from(["ja", "uk"])
# Which of the two texts that a walk is about, or both in one form.
numbers = st.integers(0, 1)
forms = st.sampled_from([(0,), (1,), (0, 1), (0, 1)])
# How many samples to go on from the text that is there; None empties it.
turns = st.sampled_from([1, 1, 1, 1, 2, 2, None])
authors = st.sampled_from([PERSON, MACHINE])
screens = st.sampled_from([LIVE, WORKING])
publications = st.sampled_from([["en"], ["ja"], ["uk"], ["en", "ja", "uk"], [NEUTRAL]])


class Editorial(Comparison):
    """One page from its first draft on, or from where every language is public."""

    starts = {}

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(
        start=st.sampled_from(["draft", "public", "public"]),
        focus=st.lists(st.integers(0, 3), min_size=2, max_size=2, unique=True),
    )
    def begin(self, start, focus):
        self.focus = focus
        page, oracle = self.starts[start]
        self.look_at(Staff(page), copy.deepcopy(oracle))

    # --- Writing -------------------------------------------------------------------------------

    @rule(number=numbers, turn=turns)
    def draft_source(self, number, turn):
        self._edit("en", *self._turned("en", number, turn))

    @rule(number=numbers, turn=turns)
    def publish_source(self, number, turn):
        self._edit("en", *self._turned("en", number, turn))
        self._publish(["en"])

    @rule(number=numbers, turn=turns)
    def publish_source_as_minor(self, number, turn):
        self._edit("en", *self._turned("en", number, turn))
        self._publish(["en"], minor=True)

    @rule(number=numbers, turn=turns)
    def publish_another_source_and_go_back(self, number, turn):
        """With no draft open, the statuses are then what they were."""
        slot, word = self._turned("en", number, turn)
        version, old = self.oracle.versions["en"], self.oracle.items("en").get(slot)
        if old is None or version.working is not version.live:
            return
        for text in (word, old.word):
            self._edit("en", slot, text)
            self._publish(["en"])
        self.steady = LANGUAGES

    @rule(language=languages, number=numbers)
    def edit_cosmetically(self, language, number):
        slot = self._slot(number)
        if old := self.oracle.items(language).get(slot):
            self._edit(language, slot, Word(old.word.sample, not old.word.is_variant))
            self.steady = LANGUAGES

    @rule(language=translations, number=numbers, turn=turns, by=authors, public=st.booleans())
    def edit_translation_alone(self, language, number, turn, by, public):
        """The machine is how seed content comes in: it translates the source as it is then."""
        self._edit(language, *self._turned(language, number, turn), by=by)
        if public:
            self._publish([language])
        self.steady = [language] if by == PERSON else ()

    @rule(language=translations, form=forms, turn=turns, by=authors, beside=screens)
    def translate(self, language, form, turn, by, beside):
        words = dict(self._turned(language, number, turn) for number in form)
        texts = {slot: written(slot, word) for slot, word in words.items()}
        self.staff.translate(language, texts, beside=beside, origin=by)
        self.oracle.write(language, words, beside=beside, by=by)

    @rule(language=translations, form=forms, beside=screens)
    def say_still_right(self, language, form, beside):
        slots = {self._slot(number) for number in form}
        self.staff.still_right(language, *slots, beside=beside)
        self.oracle.say_still_right(language, slots, beside=beside)

    @rule(source=st.sampled_from(["en", "ja"]))
    def set_source(self, source):
        self.staff.set_source("uk", source)
        self.oracle.versions["uk"].source = source

    @rule(section=st.sampled_from([None, 0, 1, 2]))
    def arrange(self, section):
        """Drop a section, or add one at the end, or move the first to the end."""
        sections = list(self.oracle.versions[NEUTRAL].working.contents)
        if section is None:
            sections = sections[1:] + sections[:1]
            self.steady = LANGUAGES
        elif self.oracle.known[section] in sections:
            sections.remove(self.oracle.known[section])
        else:
            sections.append(self.oracle.known[section])
        self.staff.arrange(sections)
        self.oracle.arrange(sections)

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

    @rule(language=languages, back=st.booleans())
    def ask_for_review(self, language, back):
        if not back and not self.oracle.can_publish(language):
            return
        act = workflow.send_back if back else workflow.request_review
        act(self.staff.entry, language)
        before, after = ("in_review", "draft") if back else ("draft", "in_review")
        version = self.oracle.versions[language]
        version.work = after if version.work == before else version.work

    @rule(language=languages, number=numbers, turn=turns)
    def edit_and_schedule(self, language, number, turn):
        self._edit(language, *self._turned(language, number, turn))
        if self.oracle.can_publish(language):
            schedule.schedule(self.staff.entry, language, tomorrow())
            self.oracle.schedule(language)

    @precondition(lambda self: self.oracle.due())
    @rule()
    def time_passes(self):
        due = len(self.oracle.due())
        self.rises = self.oracle.time_passes()
        assert schedule.run_due(tomorrow()) == (due, 0)

    @rule(language=st.sampled_from([*LANGUAGES, NEUTRAL]), number=st.integers(0, 5))
    def restore(self, language, number):
        """Restore an old revision; 0 throws a draft away, if anything is public."""
        version = self.oracle.versions[language]
        if not version.history:
            return
        old = version.history[number % len(version.history)]
        old = version.live if number == 0 and version.live else old
        number = version.history.index(old) + 1
        going_back.restore(self.staff.entry.revisions.get(language=language, number=number))
        self.oracle.restore(language, old)

    # --- How they do it ------------------------------------------------------------------------

    def _turned(self, language, number, turn):
        """Return a slot and another text for it."""
        slot = self._slot(number)
        old = self.oracle.items(language).get(slot)
        if turn is None:
            return slot, NOTHING
        return slot, Word(SAMPLES[(SAMPLES.index(old.word.sample) + turn) % 3 if old else turn - 1])

    def _slot(self, number):
        """Return one of the two texts that this walk is about, or one whose section is there."""
        slots = self.oracle.slots(draft_only=True)
        return slots[self.focus[number] % len(slots)]

    def _edit(self, language, slot, word, *, by=PERSON):
        self.staff.edit(language, {slot: written(slot, word)}, origin=by)
        self.oracle.write(language, {slot: word}, by=by)

    def _publish(self, codes, *, minor=False):
        codes = [code for code in codes if self.oracle.can_publish(code)]
        self.staff.publish(*codes, minor=minor)
        self.rises += self.oracle.publish(codes, minor=minor)
