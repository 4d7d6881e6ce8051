"""Random walks of three people over one entry, with an oracle beside them.

Steps are compound: "one drafts here, another types into it and publishes only that". Random single
edits hardly ever meet in one field. Each step is a name and some numbers, used up one by one to
choose people, places and values.

Either words and values are few, so that they come back and are equal by chance, or every one is
new and known by its author, so that what was let out can be told from what was not.
"""

import copy

from hypothesis import strategies as st

from editorial import authorship, merge
from editorial.authorship import Step
from editorial.merge_shape import NEUTRAL, ROOT, ForPublic, Keep, Mine, State
from tests.editorial.revisions.merge_cases import SHAPE, item
from tests.editorial.revisions.merge_comparing import (
    address_of,
    built_on,
    compare,
    in_raw,
    read,
    visible,
    without_absent_parts,
    words_in,
)
from tests.editorial.revisions.merge_editing import LANGUAGES, PEOPLE, Editor, start
from tests.editorial.revisions.merge_oracle import foresee
from tests.editorial.revisions.merge_oracle_drafts import with_own_drafts_as_public

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


class RefusedError(Exception):
    """The form came back: somebody saved in between."""


class Walker(Editor):
    """One entry: its revisions, and how they are published by the functions under test."""

    def __init__(self, *, unique):
        super().__init__(unique=unique)
        first = start()
        self.released = self.tokens(first)
        # number: (state, number of its base, by whom)
        self.revisions = {1: (first, None, PEOPLE[0])}
        self.working = self.live = 1
        self.met = dict.fromkeys(["overlaps", "conflicts", "beside a draft", "moved", "waiting"], 0)

    def walk(self, taken):
        for name, chosen in taken:
            self.give(chosen)
            getattr(self, name)()
        return self

    # --- Compound steps ------------------------------------------------------------------------

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

    def both(self):
        """Somebody publishes all that is there: this lets everything out."""
        self.live = self.working
        self.released |= self.tokens(self.state(self.live))

    # --- Sending it ----------------------------------------------------------------------------

    def form(self, number):
        """What a form opened on a revision holds: facts and both languages, nothing unknown."""
        state = copy.deepcopy(self.state(number))
        known = SHAPE.normal(state.facts)
        known["parts"] = [row for row in known["parts"] if row["kind"] in SHAPE.part_kinds]
        return State(known, {language: state.items.get(language, {}) for language in LANGUAGES})

    def state(self, number):
        return self.revisions[number][0]

    def send(self, person, opened, sent, how):
        """Save or publish a form; the oracle looks on."""
        base, sent = self.form(opened), without_absent_parts(sent)
        try:
            draft = self.lay_on_draft(base, sent)
        except RefusedError:
            self.met["conflicts"] += 1
            return
        if how == "draft":
            self.working = self.add_revision(draft, self.working, person)
            return
        self.met["beside a draft"] += self.state(self.live) != self.state(self.working)
        had = merge.parts_of(self.state(self.live).facts)
        answers = self.publish_mine(person, opened, base, sent, draft)
        if self.unique:
            assert self.tokens(self.state(self.live)) <= self.released, "let out by nobody"
        mine_before = merge.parts_of(self.state(self.live).facts) & merge.parts_of(base.facts) - had
        self.send_again(person, opened, base, sent, answers, may_move=bool(mine_before))

    def lay_on_draft(self, base, sent):
        shown = self.state(self.working)
        laid = merge.lay(base, sent, shown, SHAPE, unseen=True)
        expected = foresee(read(base), read(sent), read(shown), {}, saved_between=True)
        compare(laid, expected, read(base), read(sent), read(shown))
        if laid.overlaps:
            raise RefusedError
        return laid.state

    def publish_mine(self, person, opened, base, sent, draft):
        shown = self.state(self.live)
        past = self.past(opened)
        own = authorship.without_own_drafts(base, shown, self.steps_of(past), person, SHAPE)
        told = [(read(before), read(after), by) for before, after, by in past]
        theirs = with_own_drafts_as_public(read(base), read(shown), told, person)
        self.released |= {token for token in self.tokens(sent) if token.startswith(person)}
        answers, laid = {}, self.lay_on_live(own, theirs, sent, shown, {})
        while laid.overlaps:
            self.met["overlaps"] += 1
            for overlap in laid.overlaps:
                answers[overlap.key] = self.answer(overlap, sent, person)
            laid = self.lay_on_live(own, theirs, sent, shown, answers)
        self.met["moved"] += bool(laid.moved)
        self.met["waiting"] += bool(laid.waiting)
        rest = merge.lay(laid.state, draft, laid.state, SHAPE).state
        assert visible(rest) == visible(draft), "only mine and the rest are not both"
        was = self.working
        self.live = self.add_revision(laid.state, self.live, person)
        self.working = self.add_revision(draft, was, person)
        if read(draft) == read(laid.state):
            self.live = self.working
        return answers

    def lay_on_live(self, own, theirs, sent, shown, answers):
        laid = merge.lay(own, sent, shown, SHAPE, choices=answers)
        raw_answers = {address_of(key): in_raw(answer) for key, answer in answers.items()}
        expected = foresee(theirs, read(sent), read(shown), raw_answers)
        compare(laid, expected, theirs, read(sent), read(shown))
        return laid

    def answer(self, overlap, sent, person):
        chosen = self.number(3)
        if chosen == 1:
            return Keep()
        if chosen == 0 and overlap.key.language != NEUTRAL:
            # The draft's own words may be chosen for the public: then they are let out.
            text = self.text(person, overlap.onto) if self.number(2) else overlap.base
            self.released |= set(text.split())
            return ForPublic(text)
        self.released |= built_on(overlap, sent)
        return Mine()

    def send_again(self, person, opened, base, sent, answers, *, may_move):
        """The same form sent twice does nothing the second time.

        But for one case: a part that I had drafted before counts as added the first time, and as
        moved the second time; then my whole order goes out, as ever when both moved.
        """
        live, working = self.state(self.live), self.state(self.working)
        steps = self.steps_of(self.past(opened))
        own = authorship.without_own_drafts(base, live, steps, person, SHAPE)
        public = merge.lay(own, sent, live, SHAPE, choices=answers)
        draft = merge.lay(base, sent, working, SHAPE, unseen=True)
        assert not draft.overlaps, "asked again"
        assert not public.overlaps, "asked again"
        assert read(public.state).cells == read(live).cells, "sent again, more went out"
        assert may_move or read(public.state) == read(live), "sent again, something moved"
        assert read(draft.state) == read(working), "sent again, the draft changed"

    # --- Revisions -----------------------------------------------------------------------------

    def add_revision(self, state, base, person):
        number = len(self.revisions) + 1
        self.revisions[number] = (state, base, person)
        return number

    def past(self, opened):
        """The steps from where a base left the public line."""
        base_of = {number: base for number, (_, base, _) in self.revisions.items()}
        return [
            (self.state(base_of[number]), self.state(number), self.revisions[number][2])
            for number in authorship.line(opened, self.live, base_of)
        ]

    def steps_of(self, past):
        return [
            step
            for before, after, by in past
            for step in [
                Step(NEUTRAL, before.facts, after.facts, by),
                *(
                    Step(language, before.items[language], after.items[language], by)
                    for language in LANGUAGES
                ),
            ]
        ]

    def tokens(self, state):
        """All words and values of people that a state shows."""
        rows = [state.facts["root"], *(row["facts"] for row in state.facts["parts"])]
        values = set().union(*(words_in(row) for row in rows))
        shown = merge.parts_of(state.facts)
        for fields in (
            fields
            for found in state.items.values()
            for name, fields in found.items()
            if name in shown
        ):
            values |= {word for text in fields.values() for word in text["text"].split()}
        return values
