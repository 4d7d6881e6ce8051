"""Somebody at a form: texts and facts changed, parts added, removed and moved, by given numbers."""

import itertools

from editorial.revisions.merge import lay as merge
from editorial.revisions.merge.shape import NEUTRAL, ROOT, State
from tests.editorial.revisions.merge.cases import SECTION, STAGE, item, items, part

PEOPLE = ("first", "second", "third")
LANGUAGES = ("en", "ja")
FACTS = {SECTION: ("picture", "layout", "decorative"), STAGE: ("since",)}
RELIC = part("relic", "pages.banner", words="of old")


class Editor:
    """Changes forms in place. Its numbers are used up one by one; after them come zeros.

    `unique`: every word and value is new and begins with the name of its author; else there are
    so few that they come back.
    """

    def __init__(self, *, unique, numbers=()):
        self.unique = unique
        self.counter = itertools.count(100)
        self.give(numbers)

    def give(self, numbers):
        self.numbers = itertools.chain(numbers, itertools.repeat(0))

    # --- Choosing ------------------------------------------------------------------------------

    def number(self, below):
        return next(self.numbers) % below

    def pick(self, among):
        return list(among)[self.number(len(among))]

    def value(self, person):
        """A value of a fact."""
        if self.unique:
            return f"{person}{next(self.counter)}"
        return self.number(3)

    def text(self, person, old=""):
        """A text; one in three is typed into the old one, if there is any."""
        if not self.unique:
            return "abc"[self.number(3)]
        word = f"{person}{next(self.counter)}"
        return f"{old} {word}".strip() if self.number(3) else word

    # --- Editing a form ------------------------------------------------------------------------

    def sections(self, state):
        return [row["id"] for row in state.facts["parts"] if row["kind"] == SECTION]

    def place(self, state):
        """A text or a fact: (language, part, field)."""
        row = self.pick([{"id": ROOT, "kind": ""}, *state.facts["parts"]])
        if self.number(3):
            fields = ("heading", "alt") if row["kind"] == SECTION else ("title", "lede")
            return self.pick(LANGUAGES), row["id"], self.pick(fields)
        fields = FACTS.get(row["kind"], ("rank", "start", "start_unit", "cities"))
        return NEUTRAL, row["id"], self.pick(fields)

    def edit(self, sent, person):
        what = self.number(6)
        if what == 0:
            self.add(sent, person)
        elif what == 1:
            self.move_one(sent)
        elif what == 2 and sent.facts["parts"]:
            del sent.facts["parts"][self.number(len(sent.facts["parts"]))]
        else:
            self.edit_place(sent, self.place(sent), person)

    def edit_part(self, sent, name, person):
        row = next((row for row in sent.facts["parts"] if row["id"] == name), None)
        if row is not None and self.number(2):
            self.edit_place(sent, (NEUTRAL, name, FACTS[row["kind"]][0]), person)
        elif row is not None:
            field = "heading" if row["kind"] == SECTION else "title"
            self.edit_place(sent, (self.pick(LANGUAGES), name, field), person)

    def edit_place(self, sent, place, person):
        language, name, field = place
        if language != NEUTRAL:
            if name in merge.parts_of(sent.facts):
                self.edit_text(sent.items[language], name, field, person)
            return
        rows = {row["id"]: row["facts"] for row in sent.facts["parts"]}
        row = sent.facts["root"] if name == ROOT else rows.get(name)
        if row is None:
            return
        if field == "cities":
            row[field] = sorted(set(row[field]) ^ {self.number(4)})
        else:
            row[field] = self.value(person)

    def edit_text(self, found, name, field, person):
        fields = found.setdefault(name, {})
        old, how = fields.pop(field, None), self.number(6)
        if old and how == 0:
            fields[field] = {**old, "from": f"en:{self.number(3)}"}
        elif old and how == 1:
            fields[field] = {**old, "reviewed_by": person}
        elif how != 2:
            fields[field] = item(self.text(person, old["text"] if old else ""))
            if self.number(2):
                fields[field]["from"] = f"en:{self.number(3)}"
        if not fields:
            del found[name]

    def add(self, sent, person):
        kind = self.pick([SECTION, SECTION, STAGE])
        field = "layout" if kind == SECTION else "since"
        row = part(f"part{next(self.counter)}", kind, **{field: self.value(person)})
        sent.facts["parts"].insert(self.number(len(sent.facts["parts"]) + 1), row)
        return row["id"]

    def move_section(self, sent, *, from_end):
        """Bring the second section, or the last one, to the front."""
        parts, names = sent.facts["parts"], self.sections(sent)
        if len(names) > 1:
            row = next(row for row in parts if row["id"] == names[-1 if from_end else 1])
            parts.remove(row)
            parts.insert(0, row)

    def move_one(self, sent):
        parts = sent.facts["parts"]
        if len(parts) > 1:
            row = parts.pop(self.number(len(parts)))
            parts.insert(self.number(len(parts) + 1), row)


def start():
    """An entry as an old revision has it: some facts are missing, one kind of parts is gone."""
    old = part("one", picture=1)
    del old["facts"]["layout"]
    parts = [old, part("two"), part("three"), RELIC, part("x", STAGE), part("y", STAGE, since=1)]
    return State(
        {"root": {"rank": 1, "cities": [1, 2]}, "parts": parts},
        {
            "en": items(root__title="a", root__lede="b", one__heading="a", one__alt="c"),
            "ja": items(root__title=item("a", **{"from": "en:1"}), one__alt="b"),
        },
    )
