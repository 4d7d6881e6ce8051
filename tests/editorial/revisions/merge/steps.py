"""What people do to each other: compound steps.

"One drafts here, another types into it and publishes only that": random single edits hardly ever
meet in one field. Each step is a name and some numbers, used up one by one to choose people, places
and values.
"""

from hypothesis import strategies as st

from editorial.revisions.merge import lay as merge
from editorial.revisions.merge.shape import NEUTRAL, ROOT
from tests.editorial.revisions.merge.cases import item
from tests.editorial.revisions.merge.editing import LANGUAGES, PEOPLE, Editor

SMALL = ["alone", "meet", "meet", "collide", "move", "still_right"]
NAMES = [*SMALL, "new_part", "remove", "both", "pictures", "describe", "two_columns"]
numbers = st.lists(st.integers(0, 11), min_size=10, max_size=16)
steps = st.lists(st.tuples(st.sampled_from(NAMES), numbers), min_size=4, max_size=14)


def random_steps(random):
    """Steps as evenly spread as no search for short examples draws them."""
    return [
        (random.choice(NAMES), [random.randrange(12) for _ in range(16)])
        for _ in range(random.randint(4, 14))
    ]


class Stepper(Editor):
    """The steps. Whoever inherits keeps the revisions and has `form` and `send`."""

    working = None

    def alone(self):
        person, opened = self.pick(PEOPLE), self.working
        sent = self.form(opened)
        for _ in range(1 + self.number(3)):
            self.edit(sent, person)
        self.send(person, opened, sent, self.pick(["draft", "mine", "mine"]))

    def meet(self):
        """One drafts somewhere, another changes the same place and publishes only that."""
        one, other = self.pick(PEOPLE), self.pick(PEOPLE)
        place = self.place(self.form(self.working))
        for person, how in ((one, "draft"), (other, "mine")):
            opened = self.working
            sent = self.form(opened)
            self.edit_place(sent, place, person)
            if person == other and self.number(2):
                self.edit(sent, person)
            self.send(person, opened, sent, how)

    def collide(self):
        """One saves what another has open, perhaps in the same place."""
        one, other, opened = self.pick(PEOPLE), self.pick(PEOPLE), self.working
        place = self.place(self.form(opened))
        for person, how in ((one, self.pick(["draft", "mine"])), (other, "mine")):
            sent = self.form(opened)
            self.edit_place(sent, place if self.number(2) else self.place(sent), person)
            if self.number(3) == 0:
                self.edit(sent, person)
            self.send(person, opened, sent, how)

    def new_part(self):
        """One adds a part as a draft, another changes it and publishes only that."""
        one, other = self.pick(PEOPLE), self.pick(PEOPLE)
        sent = self.form(self.working)
        name = self.add(sent, one)
        self.edit_part(sent, name, one)
        self.send(one, self.working, sent, "draft")
        opened = self.working
        sent = self.form(opened)
        if name in merge.parts_of(sent.facts):
            self.edit_part(sent, name, other)
        if self.number(2):
            self.add(sent, other)
        self.send(other, opened, sent, "mine")

    def move(self):
        """Two move parts, the second publishes."""
        for how in ("draft", "mine"):
            person, opened = self.pick(PEOPLE), self.working
            sent = self.form(opened)
            if self.number(4):
                self.move_section(sent, from_end=how == "mine")
            else:
                self.move_one(sent)
            if self.number(2):
                self.edit(sent, person)
            self.send(person, opened, sent, how)

    def pictures(self):
        """One drafts a picture or its alternative text, another either of them, and publishes."""
        name = self.pick(self.sections(self.form(self.working)) or [ROOT])
        for how in ("draft", "mine"):
            person, opened = self.pick(PEOPLE), self.working
            sent = self.form(opened)
            what = self.number(3)
            if name in self.sections(sent) and what != 1:
                self.edit_place(sent, (NEUTRAL, name, "picture"), person)
            if name in self.sections(sent) and what != 0:
                self.edit_place(sent, (self.pick(LANGUAGES), name, "alt"), person)
            self.send(person, opened, sent, how)

    def describe(self):
        """One drafts a picture, another writes its alternative text and publishes only that."""
        sections = self.sections(self.form(self.working))
        if sections:
            name, language = self.pick(sections), self.pick(LANGUAGES)
            self.one_after_another((NEUTRAL, name, "picture"), (language, name, "alt"))

    def two_columns(self):
        """One drafts one column of a unit, or some keys of a set, another changes another."""
        name = self.pick([ROOT, *self.sections(self.form(self.working))])
        columns = [("cities", "cities"), ("start", "start_unit"), ("start_unit", "start")]
        columns = columns if name == ROOT else [("picture", "decorative")]
        self.one_after_another(*((NEUTRAL, name, column) for column in self.pick(columns)))

    def one_after_another(self, *places):
        """One drafts in the first place, another changes the second and publishes only that."""
        for place, how in zip(places, ("draft", "mine"), strict=True):
            person, opened = self.pick(PEOPLE), self.working
            sent = self.form(opened)
            self.edit_place(sent, place, person)
            self.send(person, opened, sent, how)

    def still_right(self):
        """One rewrites a text as a draft, another says that it is still right, and publishes."""
        place = self.pick(LANGUAGES), ROOT, "title"
        for how in ("draft", "mine"):
            person, opened = self.pick(PEOPLE), self.working
            sent = self.form(opened)
            fields = sent.items[place[0]].setdefault(ROOT, {})
            title = fields.get("title") or item("")
            if how == "draft" or not title["text"]:
                title = item(self.text(person, title["text"]))
            fields["title"] = {**title, "from": f"en:{self.number(4)}"}
            self.send(person, opened, sent, how)

    def remove(self):
        """One changes a part, another removes it, having seen it or not."""
        opened = self.working
        sent = self.form(opened)
        parts = sent.facts["parts"]
        if not parts:
            return
        name, one, other = self.pick(parts)["id"], self.pick(PEOPLE), self.pick(PEOPLE)
        first, second = (one, other) if self.number(2) else (other, one)
        self.edit_part(sent, name, one)
        self.send(one, opened, sent, "draft")
        opened = opened if self.number(2) else self.working
        sent = self.form(opened)
        sent.facts["parts"] = [row for row in sent.facts["parts"] if row["id"] != name]
        self.send(second if first != one else other, opened, sent, "mine")
