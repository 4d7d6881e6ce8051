"""Random walks of staff over one page, beside an oracle that keeps nothing but raw texts.

The oracle knows the rules in the words of the design and shares no code with the core: no
fingerprints, no revisions, no projection. After each step the tables must say what it says.
"""

import copy
import itertools
import uuid

from django.db import transaction
from hypothesis import strategies as st

from editorial import publishing
from editorial.cache import version as content_version
from editorial.models import Revision
from editorial.publishing import delete as deletion
from editorial.publishing import going_back
from editorial.translations import progress
from pages.models import Page, Section
from tests.builders import make_page

LANGUAGES = ("en", "ja", "uk")
FACTS = "zxx"
# As typed, and as it must be stored. Few and short, so that texts come back.
TEXTS = [
    ("", ""),
    ("a", "a"),
    (" a\u200b", "a"),
    ("b", "b"),
    ("b\r\n", "b"),
    ("Cafe\u0301", "Café"),
]

_numbers = st.integers(0, 5)
_languages = st.sampled_from(LANGUAGES)
_text = st.sampled_from(TEXTS)
_several = st.lists(st.sampled_from([*LANGUAGES, FACTS]), unique=True, max_size=3)

steps = st.lists(
    st.one_of(
        st.tuples(st.just("edit_title"), _languages, _text),
        st.tuples(st.just("edit_heading"), _languages, _numbers, _text),
        st.tuples(st.just("add_section"), _numbers, _languages, _text),
        st.tuples(st.just("delete_section"), _numbers),
        st.tuples(st.just("move_section"), _numbers, _numbers),
        st.tuples(st.just("rank"), _numbers),
        st.tuples(st.just("publish"), _several),
        st.tuples(st.just("publish"), st.just(["en", "ja"])),
        st.tuples(st.just("withdraw"), _several),
        st.tuples(st.just("withdraw"), st.just(["ja"])),
        st.tuples(st.just("restore"), _numbers),
        st.tuples(st.just("delete")),
        st.tuples(st.just("recover")),
    ),
    min_size=12,
    max_size=30,
)


def walk(taken):
    """Take the steps on a new page and compare after each; all is rolled back at the end."""
    with transaction.atomic():
        walker = Walker()
        walker.compare()
        for name, *arguments in taken:
            number = content_version.current()
            visible = getattr(walker, name)(*arguments)
            assert content_version.current() == number + bool(visible), name
            walker.compare()
        transaction.set_rollback(True)


class Walker:
    """One page: what staff have before them, what is public, and every state that was saved."""

    def __init__(self):
        # The same in every walk, so that a failing one fails again.
        self.new_sections = (str(uuid.UUID(int=number)) for number in itertools.count(1))
        sections = [next(self.new_sections), next(self.new_sections)]
        self.facts = {"rank": 0, "sections": sections}
        texts = {"root": "a", sections[0]: "a", sections[1]: "b"}
        self.texts = {"en": dict(texts), "ja": dict(texts), "uk": {}}
        self.live = {}
        self.is_deleted = False
        japanese = [{"ja": {"heading": texts[section]}} for section in sections]
        page = make_page(
            title="a",
            sections=[
                {"id": section, "heading": texts[section], "translations": translations}
                for section, translations in zip(sections, japanese, strict=True)
            ],
            translations={"ja": {"title": "a"}},
            public=False,
        )
        self.slug, self.entry = page.slug, page.entry
        # What each revision holds, and the sections that were there when it was saved.
        self.saved, self.known = {}, {}
        self._remember(FACTS, "en", "ja")

    # --- Steps: each says whether the public sees a difference ---------------------------------

    def edit_title(self, language, text):
        self._edit(language, "root", text)

    def edit_heading(self, language, number, text):
        if section := self._section(number):
            self._edit(language, section, text)

    def add_section(self, number, language, text):
        section = next(self.new_sections)
        self.facts["sections"].insert(number, section)
        self._save_facts()
        self._edit(language, section, text)

    def delete_section(self, number):
        if section := self._section(number):
            self.facts["sections"].remove(section)
            self._save_facts()

    def move_section(self, number, target):
        if section := self._section(number):
            self.facts["sections"].remove(section)
            self.facts["sections"].insert(target, section)
            self._save_facts()

    def rank(self, number):
        self.facts["rank"] = number
        self._save_facts()

    def publish(self, codes):
        if self.is_deleted:
            return False
        going = set(codes) | ({FACTS} if "en" in codes or FACTS not in self.live else set())
        if not all(self.texts[code].get("root") for code in going - {FACTS}):
            self._refused(codes)
            return False
        published = set(publishing.publish(self.entry, codes))
        changed = {code for code in going if self.live.get(code) != self._now(code)}
        assert changed <= published <= going
        for code in going:
            self.live[code] = self._now(code)
        return published and set(self.live) != {FACTS}

    def withdraw(self, codes):
        if self.is_deleted:
            return False
        expected = [code for code in codes if code in self.live and code != FACTS]
        assert publishing.withdraw(self.entry, codes) == expected
        for code in expected:
            del self.live[code]
        return expected

    def restore(self, number):
        found = list(Revision.objects.filter(entry=self.entry).order_by("pk"))
        revision = found[number * len(found) // 6]
        code = revision.language
        state = copy.deepcopy(self.saved[code, revision.number])
        if code != FACTS:
            # Of sections that the old text did not know, the newest words stay.
            public = self.live.get(FACTS, self.facts)["sections"]
            later = {*self.facts["sections"], *public} - self.known[code, revision.number]
            state |= {part: self.texts[code][part] for part in later & self.texts[code].keys()}
        self._put(code, state)
        going_back.restore(revision)
        self._remember(revision.language)

    def delete(self):
        visible = not self.is_deleted and set(self.live) - {FACTS}
        deletion.delete(self.entry)
        self.is_deleted = True
        return visible

    def recover(self):
        visible = self.is_deleted and set(self.live) - {FACTS}
        deletion.recover(self.entry)
        self.is_deleted = False
        return visible

    # --- What must be true at any time ---------------------------------------------------------

    def compare(self):
        """Compare the tables with the oracle; then project once more and find nothing changed."""
        assert self._public() == self._expected()
        versions = publishing.versions_of(self.entry)
        assert progress.recompute(versions) == 0
        if self.is_deleted:
            return
        before = self._every_column()
        publishing.project(self.entry)
        assert self._every_column() == before

    def _expected(self):
        if self.is_deleted:
            return None
        facts = self.live.get(FACTS, self.facts)
        public = {code: self.live.get(code, {}) for code in LANGUAGES}
        return {
            "rank": facts["rank"],
            "public": [code for code in LANGUAGES if code in self.live],
            "titles": [public[code].get("root") for code in LANGUAGES],
            "sections": [
                [section, *[public[code].get(section) for code in LANGUAGES]]
                for section in facts["sections"]
            ],
        }

    def _public(self):
        page = Page.objects.filter(slug=self.slug).first()
        if page is None:
            return None
        rows = Section.objects.filter(page=page).order_by("position")
        return {
            "rank": page.rank,
            "public": page.published_languages(),
            "titles": [page.title_en, page.title_ja, page.title_uk],
            "sections": [
                [str(row.pk), row.heading_en, row.heading_ja, row.heading_uk] for row in rows
            ],
        }

    def _every_column(self):
        return list(Page.objects.values()), list(Section.objects.order_by("pk").values())

    # --- The desk: forms know the texts of the parts that they show ----------------------------

    def _section(self, number):
        sections = self.facts["sections"]
        return sections[number % len(sections)] if sections else None

    def _edit(self, language, part, text):
        typed, stored = text
        form = {key: self.texts[language].get(key, "") for key in self.facts["sections"]}
        form = form | {"root": self.texts[language].get("root", ""), part: typed}
        names = {"root": "title"}
        texts = {key: {names.get(key, "heading"): value} for key, value in form.items()}
        saved = publishing.save(self.entry, texts={language: texts})
        assert bool(saved) == (self.texts[language].get(part, "") != stored)
        self.texts[language] = self.texts[language] | {part: stored}
        if not stored:
            del self.texts[language][part]
        if saved:
            self._remember(language)

    def _save_facts(self):
        parts = [
            {"kind": "pages.section", "id": key, "facts": {"kind": "text"}}
            for key in self.facts["sections"]
        ]
        root = {"slug": self.slug, "rank": self.facts["rank"]}
        if publishing.save(self.entry, facts={"root": root, "parts": parts}):
            self._remember(FACTS)

    def _refused(self, codes):
        try:
            publishing.publish(self.entry, codes)
        except publishing.CannotPublishError:
            return
        raise AssertionError("A language without a title was published.")

    def _now(self, code):
        return copy.deepcopy(self.facts if code == FACTS else self.texts[code])

    def _put(self, code, state):
        if code == FACTS:
            self.facts = copy.deepcopy(state)
        else:
            self.texts[code] = copy.deepcopy(state)

    def _remember(self, *codes):
        for code in codes:
            number = sum(language == code for language, _number in self.saved) + 1
            self.saved[code, number] = self._now(code)
            self.known[code, number] = set(self.facts["sections"])
