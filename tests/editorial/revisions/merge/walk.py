"""Random walks of three people over one entry, with an oracle beside them.

Either words and values are few, so that they come back and are equal by chance, or every one is
new and known by its author, so that what was let out can be told from what was not.
"""

import copy

from editorial.revisions.merge import authorship
from editorial.revisions.merge import lay as merge
from editorial.revisions.merge.authorship import Step
from editorial.revisions.merge.shape import NEUTRAL, ForPublic, Keep, Mine, State
from tests.editorial.revisions.merge.cases import SHAPE
from tests.editorial.revisions.merge.comparing import (
    address_of,
    built_on,
    compare,
    in_raw,
    read,
    visible,
    without_absent_parts,
    words_in,
)
from tests.editorial.revisions.merge.editing import LANGUAGES, PEOPLE, start
from tests.editorial.revisions.merge.oracle import foresee
from tests.editorial.revisions.merge.oracle_drafts import with_own_drafts_as_public
from tests.editorial.revisions.merge.steps import Stepper


class RefusedError(Exception):
    """The form came back: somebody saved in between."""


class Walker(Stepper):
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
        now = merge.parts_of(self.state(self.live).facts)
        may_move = bool(had - now or (now - had) & merge.parts_of(base.facts))
        self.send_again(person, opened, base, sent, answers, may_move=may_move)

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

        But for the order: a part that I had drafted before counts as added the first time, and as
        moved the second time; and without a part that I removed, an order may be mine alone.
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
