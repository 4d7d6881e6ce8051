"""What staff and public must see, worked out from the raw texts alone.

The oracle keeps every text that was typed, word for word, and the rules in the words of the
design. It shares no code with the core: no fingerprints, no pairs, no revision data.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from editorial.text.languages import NEUTRAL
from tests.editorial.translations.freshness.staff import LEDE, LIVE, TITLE

LANGUAGES = ("en", "ja", "uk")
# The text of each section that is written: few, so that what is done meets; one of them is rich.
FIELDS = ("heading", "body", "heading")


class Word(NamedTuple):
    """A sample text. Its cosmetic variant reads the same, though other characters are stored."""

    sample: str
    is_variant: bool = False


NOTHING = Word("")


class Item(NamedTuple):
    """A text with where it comes from: (language, sample) of the source as it was seen."""

    word: Word
    made_from: tuple | None = None
    origin: str = "person"
    # The number of the review, 0 for none: two reviews are told apart by their time.
    review: int = 0


class Saved:
    """What one save kept: `{slot: Item}` of a language, or the sections in their order.

    `sections` are those that the page had then.
    """

    def __init__(self, contents, sections=()):
        self.contents = contents
        self.sections = sections


@dataclass
class Version:
    """One language, or the structure: what is worked on, what is public, what ever was saved."""

    source: str = ""
    working: Saved | None = None
    live: Saved | None = None
    # What waits for its time, and its place in the order of times.
    planned: Saved | None = None
    due: int = 0
    public: str = "never"
    work: str = "none"
    history: list = field(default_factory=list)


class Oracle:
    """One page. Methods that may show the public something give how often they do."""

    def __init__(self, sections, texts):
        self.known = list(sections)
        self.versions = {code: Version("en") for code in LANGUAGES}
        self.versions |= {"en": Version(), NEUTRAL: Version()}
        # (language, slot) -> groups of samples that were declared to mean the same.
        self.groups = {}
        self.times = 0
        self._keep(NEUTRAL, tuple(sections[:2]))
        self._keep("en", {slot: Item(word) for slot, word in texts.items()})

    # --- Saving --------------------------------------------------------------------------------

    def arrange(self, sections):
        if tuple(sections) != self.versions[NEUTRAL].working.contents:
            self._keep(NEUTRAL, tuple(sections))

    def write(self, language, words, *, beside="", by="person"):
        """Save these texts, with the source on screen if `beside` says which."""
        version = self.versions[language]
        items = self.items(language)
        for slot, word in words.items():
            old = items.get(slot)
            if not word.sample:
                items.pop(slot, None)
            elif old is None or old.word != word:
                items[slot] = self._written(version, slot, word, old, beside, by)
        if items != self.items(language):
            self._keep(language, items)

    def say_still_right(self, language, slots, *, beside):
        """Move texts to the source on screen; where that has none, nothing can be right."""
        items = self.items(language)
        for slot in items.keys() & slots:
            seen = self._seen(self.versions[language], slot, beside)
            items[slot] = items[slot]._replace(made_from=seen or items[slot].made_from)
        if items != self.items(language):
            self._keep(language, items)

    def _written(self, version, slot, word, old, beside, by):
        if not version.source:
            return Item(word)
        if beside:
            return Item(word, self._seen(version, slot, beside), by)
        if old is not None and by == "person":
            return Item(word, old.made_from, by)
        return Item(word, self._seen(version, slot, "working_revision"), by)

    def _seen(self, version, slot, beside):
        source = self.versions[version.source]
        sample = sample_of(source.live if beside == LIVE else source.working, slot)
        return (version.source, sample) if sample else None

    def restore(self, language, saved):
        """Bring back what was saved; texts of sections that came since stay as they are."""
        if language == NEUTRAL:
            self._keep(language, saved.contents)
            return
        structure = self.versions[NEUTRAL]
        there = {*structure.working.contents, *(structure.live.contents if structure.live else ())}
        newest = self.items(language)
        later = {part for part, _field in newest} & there - set(saved.sections)
        items = {slot: item for slot, item in saved.contents.items() if slot[0] not in later}
        items |= {slot: item for slot, item in newest.items() if slot[0] in later}
        self._keep(language, items)

    def _keep(self, language, contents):
        version = self.versions[language]
        structure = self.versions[NEUTRAL].working
        version.working = Saved(contents, structure.contents if structure else ())
        version.history.append(version.working)
        version.work = "draft"

    # --- Publishing ----------------------------------------------------------------------------

    def can_publish(self, language):
        return language == NEUTRAL or TITLE in self.items(language)

    def publish(self, codes, *, minor=False):
        wanted = set(codes)
        if "en" in wanted or self.versions[NEUTRAL].live is None:
            wanted.add(NEUTRAL)
        going = [code for code in wanted if self.versions[code].working is not self._live(code)]
        if minor:
            for code in set(going) - {NEUTRAL}:
                self._declare_minor(code)
        for code in going:
            version = self.versions[code]
            version.live, version.public, version.work = version.working, "published", "none"
            version.planned = None
        return int(bool(going and self.public_languages()))

    def _live(self, code):
        return self.versions[code].live

    def _declare_minor(self, code):
        version = self.versions[code]
        for slot in self.slots():
            pair = {sample_of(version.live, slot), sample_of(version.working, slot)}
            if "" in pair:
                continue
            groups = self.groups.get((code, slot), [])
            touched = [group for group in groups if group & pair]
            apart = [group for group in groups if not group & pair]
            self.groups[code, slot] = [*apart, pair.union(*touched)]

    def withdraw(self, codes):
        going = [code for code in codes if self._live(code)]
        for code in going:
            version = self.versions[code]
            version.live, version.public = None, "withdrawn"
            version.work = "draft" if version.work == "none" else version.work
        return int(bool(going))

    def review(self, language):
        version = self.versions[language]
        if version.working is None:
            return 0
        state, was_live = version.work, version.working is version.live
        was_planned = version.planned is version.working
        items = {
            slot: item._replace(review=len(version.history))
            for slot, item in version.working.contents.items()
        }
        self._keep(language, items)
        version.work = state
        if was_planned:
            version.planned = version.working
        if was_live:
            version.live = version.working
        return int(was_live)

    def schedule(self, language):
        """Plan a language as it is worked on, with the original or with the first one the facts."""
        self.times += 1
        with_facts = language == "en" or self.versions[NEUTRAL].live is None
        for code in [*([NEUTRAL] if with_facts else []), language]:
            version = self.versions[code]
            version.planned = version.working if version.working is not version.live else None
            version.due = self.times

    def due(self):
        return [code for code in LANGUAGES if self.versions[code].planned]

    def time_passes(self):
        """Publish what is planned, by its times; nothing else was published since in this walk."""
        planned = [version for version in self.versions.values() if version.planned]
        times = sorted({version.due for version in planned})
        return sum(self._publish_planned(time) for time in times)

    def _publish_planned(self, time):
        neutral = self.versions[NEUTRAL]
        going = [v for v in self.versions.values() if v.planned and v.due == time]
        if going and neutral.live is None and neutral not in going:
            neutral.planned = neutral.planned or neutral.working
            going.append(neutral)
        for version in going:
            version.live, version.planned = version.planned, None
            version.public = "published"
            # What was written since stays a draft.
            if version.working.contents == version.live.contents:
                version.working, version.work = version.live, "none"
        return int(bool(going and self.public_languages()))

    # --- What staff see ------------------------------------------------------------------------

    def items(self, language):
        working = self.versions[language].working
        return dict(working.contents) if working else {}

    def slots(self, *, draft_only=False):
        """List the texts of the page and of each section in the draft, or public."""
        neutral = self.versions[NEUTRAL]
        public = neutral.live.contents if neutral.live and not draft_only else ()
        shown = {*neutral.working.contents, *public}
        return [TITLE, LEDE] + [
            (section, name)
            for section, name in zip(self.known, FIELDS, strict=True)
            if section in shown
        ]

    def statuses(self, language):
        version = self.versions[language]
        found = {slot: self._status(version, slot) for slot in self.slots() if version.source}
        return {slot: status for slot, status in found.items() if status != "empty"}

    def _status(self, version, slot):
        source = self.versions[version.source]
        live, working = sample_of(source.live, slot), sample_of(source.working, slot)
        target = version.working and version.working.contents.get(slot)
        if not target:
            return "missing" if live or working else "empty"
        language, made_from = target.made_from or ("", "")
        if language != version.source:
            return "outdated"
        groups = self.groups.get((language, slot), [])
        same = next((group for group in groups if made_from in group), {made_from})
        return "up_to_date" if live in same else "ahead" if working in same else "outdated"

    def figures(self, language):
        """Return the figures that are not zero."""
        version, statuses = self.versions[language], self.statuses(language)
        items = self.items(language)
        states = list(statuses.values())
        unreviewed = [s for s in statuses if s in items and not items[s].review]
        source = self.versions.get(version.source, version)
        to_do = [slot for slot, status in statuses.items() if status in {"missing", "outdated"}]
        with_source = [
            s for s in to_do if sample_of(source.live, s) or sample_of(source.working, s)
        ]
        figures = {
            "fields": len(states),
            "missing": states.count("missing"),
            "outdated": states.count("outdated"),
            "ahead": states.count("ahead"),
            "machine": sum(items[slot].origin == "machine" for slot in unreviewed),
            "unreviewed": len(unreviewed),
            # Each sample has two words.
            "words": 2 * len(with_source),
        }
        return {name: number for name, number in figures.items() if number}

    # --- What the public sees --------------------------------------------------------------------

    def public_languages(self):
        return [code for code in LANGUAGES if self._live(code)]

    def public_sections(self):
        neutral = self.versions[NEUTRAL]
        return (neutral.live or neutral.working).contents

    def public_text(self, language, slot):
        live = self._live(language)
        item = live and live.contents.get(slot)
        return written(slot, item.word) if item else None

    def shows_machine_translated(self, language):
        live = self._live(language)
        shown = {"root", *self.public_sections()}
        return bool(live) and any(
            item.origin == "machine" and not item.review
            for (part, _field), item in live.contents.items()
            if part in shown
        )


def sample_of(saved, slot):
    """Return the sample that a save holds in a slot; "" when it holds none."""
    item = saved and saved.contents.get(slot)
    return item.word.sample if item else ""


def written(slot, word):
    """Return a word as it is typed and stored."""
    if not word.sample:
        return ""
    _part, name = slot
    if name == "body":
        return f"<p>{word.sample}{'&nbsp;' if word.is_variant else ' '}{word.sample}</p>"
    return f"{word.sample}{chr(0xA0) if word.is_variant else ' '}{word.sample}"
