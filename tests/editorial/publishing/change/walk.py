"""Random walks of three people on the real tables: a page, a city, an event.

The oracle keeps raw values and shares no code with the core: it is that of the merge
(`tests/editorial/revisions/merge`), told which fields the real kinds have. Every word is new and
begins with the name of its author, so that what was let out can be told from what was not.
"""

import itertools

from django.db import transaction

from accounts.models import User
from cities.models import City, Event
from editorial import publishing
from editorial.publishing.errors import (
    CannotStandError,
    ConflictError,
    NotPublicYetError,
    OverlapError,
)
from editorial.revisions.merge.shape import ForPublic, Keep, Mine
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from pages.models import Page
from tests.builders import make_city, make_event, make_page
from tests.editorial.publishing.change.walk_editing import Editor
from tests.editorial.publishing.change.walk_tables import (
    DATE,
    END,
    address_of,
    bare,
    in_words,
    only,
    raw,
)
from tests.editorial.publishing.forms import everything, public, require_sound
from tests.editorial.revisions.merge.oracle import Raw, differ, foresee, judge_order
from tests.editorial.revisions.merge.oracle_drafts import with_own_drafts_as_public

PEOPLE = ("ann", "bea", "cy")


class Walker(Editor):
    """One thing, the people who work on it, and the oracle."""

    def __init__(self, random):
        self.random = random
        self.counter = itertools.count(100)
        self.people = {name: User.objects.get_or_create(username=name)[0] for name in PEOPLE}
        self.root = self._make(random.choice([Page, City, Event]))
        self.model = type(self.root)
        self.released = self.words(self.state("live"))
        # Of each language the steps since public and draft were one: (before, after, by).
        self.past = {code: [] for code in (NEUTRAL, "en", "ja")}
        self.saves = 0
        self.met = dict.fromkeys(["beside a draft", "overlaps", "conflicts", "broken", "whole"], 0)

    def _make(self, model):
        if model is Page:
            sections = [{"heading": "old1"}, {"heading": "old2"}, {"heading": "old3"}]
            titles = {"ja": {"title": "old4"}}
            return make_page(title="old0", lede="old5", sections=sections, translations=titles)
        if model is City:
            return make_city(
                name="old0",
                translations={"ja": {"name": "old4"}},
                reasons=[{"reason": "culture"}, {"reason": "aid"}],
                stages=[{"stage": "friendship"}, {"stage": "sister", "legal_basis": "old1"}],
            )
        self.cities = [make_city(name="old9").pk for _ in range(3)]
        dates = {"start": "1989-06-10", "end": "1989-06-12"}
        titles = {"ja": {"title": "old4"}}
        return make_event(title="old0", place="old1", translations=titles, **dates)

    # --- Walking -------------------------------------------------------------------------------

    def walk(self, length):
        for _ in range(length):
            getattr(self, self.random.choice(STEPS))()
            self.compare()
        return self

    def alone(self):
        sheet, person = self.open(), self.random.choice(PEOPLE)
        self.edit(sheet, person, 1 + self.random.randrange(3))
        self.send(sheet, person, self.random.choice(["draft", "mine", "mine"]))

    def meet(self):
        """One drafts in a place, another changes the same one and publishes only that."""
        for how, person in zip(("draft", "mine"), self.random.sample(PEOPLE, 2), strict=True):
            sheet = self.open("en")
            self.write(sheet, person, self.place if how == "mine" else None)
            self.send(sheet, person, how)

    def collide(self):
        """One saves what another has open, perhaps in the same place."""
        one, other = self.random.sample(PEOPLE, 2)
        first, second = self.open("en"), self.open("en")
        self.write(first, one)
        same = self.place
        self.edit(first, one, 1)
        self.write(second, other, same if self.random.random() < 0.4 else None)
        self.edit(second, other, 1)
        self.send(first, one, self.random.choice(["draft", "mine"]))
        self.send(second, other, self.random.choice(["draft", "mine", "mine", "whole"]))

    def facts(self):
        """Two change facts one after the other."""
        for how, person in zip(("draft", "mine"), self.random.sample(PEOPLE, 2), strict=True):
            sheet = self.open("en")
            self.set_fact(sheet)
            self.send(sheet, person, how)

    def need_each_other(self):
        """One drafts what the other's change cannot stand without: an earlier start, a reason."""
        for how, person in zip(("draft", "mine"), self.random.sample(PEOPLE, 2), strict=True):
            sheet = self.open("en")
            self.build_on(sheet, first=how == "draft")
            self.send(sheet, person, how)

    def together(self):
        """Somebody publishes all, having seen it."""
        sheet, person = self.open("en"), self.random.choice(PEOPLE)
        if self.random.random() < 0.5:
            self.edit(sheet, person, 1)
        self.send(sheet, person, "whole")

    # --- Sending -------------------------------------------------------------------------------

    def send(self, sheet, person, how):
        """Send a form; the oracle says beforehand what must come of it."""
        by = self.people[person]
        facts = NEUTRAL in sheet.codes
        shown, live = self.state("working"), self.state("live")
        sent = self.read_form(sheet)
        stale = any(code in sheet.codes for code in self.saved_since(sheet))
        draft = foresee(sheet.before, sent, shown, {}, saved_between=True)
        if not stale:
            draft = foresee(sheet.before, sent, sheet.before, {})
        if draft.questions or (how == "whole" and stale):
            self.refuse(ConflictError, sheet, by, how, facts)
            self.met["conflicts"] += 1
            return
        if how == "draft":
            sheet.form.draft(by, facts=facts)
            public_now = live
        else:
            public_now = self.publish(sheet, person, how, sent, shown, live, draft)
            if public_now is None:
                return
        self.settle(sheet, person, how, sent, shown, live, draft, public_now)

    def publish(self, sheet, person, how, sent, shown, live, draft):
        """Publish; return what must be public now, None where it was refused."""
        by, facts = self.people[person], NEUTRAL in sheet.codes
        if how == "whole":
            self.met["whole"] += 1
            found = {a: c for a, c in draft.cells.items() if self.is_open(a, sheet)}
            kept = {a: c for a, c in live.cells.items() if not self.is_open(a, sheet)}
            expected = Raw({**kept, **found}, (sent if facts else live).order)
            if self.is_broken(expected):
                self.refuse(CannotStandError, sheet, by, how, facts)
                return None
            sheet.form.publish(by, facts=facts, whole=True)
            self.released |= self.words(expected)
            return expected
        self.met["beside a draft"] += live.cells != shown.cells
        own = self.own_base(sheet, live, by)
        answers, choices = {}, {}
        expected = foresee(own, sent, live, answers)
        if expected.questions:
            error = self.refuse(OverlapError, sheet, by, how, facts)
            self.met["overlaps"] += 1
            asked = {address_of(overlap.key) for overlap in error.overlaps}
            assert asked == expected.questions
            for overlap in error.overlaps:
                choices[overlap.key] = self.answer(overlap, person)
                answers[address_of(overlap.key)] = in_words(choices[overlap.key])
            expected = foresee(own, sent, live, answers)
        public_now = Raw(bare(expected.cells), {k: [] for k in live.order})
        if self.is_broken(Raw(expected.cells, live.order)):
            self.refuse(CannotStandError, sheet, by, how, facts, choices)
            self.met["broken"] += 1
            return None
        outcome = sheet.form.publish(by, facts=facts, choices=choices)
        waiting = {address_of(key) for key in outcome.waiting}
        assert waiting == expected.waiting
        self.released |= {word for word in self.words(sent) if word.startswith(person)}
        found = self.state("live")
        assert found.parts == expected.parts
        for kind in live.order:
            both = judge_order(kind, own, sent, live, found)
            assert (kind in outcome.moved) == bool(both)
        public_now.order = found.order
        before = everything(self.root)
        sheet.form.publish(by, facts=facts, choices=choices)
        assert everything(self.root)[0][1] == before[0][1], "sent again, words changed"
        return public_now

    def answer(self, overlap, person):
        chosen = self.random.randrange(3)
        if chosen == 0:
            return Keep()
        if chosen == 1 and overlap.key.language != NEUTRAL:
            text = f"{person}{next(self.counter)}"
            self.released.add(text)
            return ForPublic(text)
        if isinstance(overlap.mine, str):
            self.released |= set(overlap.mine.split())
        return Mine()

    def refuse(self, error_type, sheet, by, how, facts, choices=None):
        """See that it is refused and that nothing was written; return the error."""
        before = everything(self.root)
        try:
            if how == "draft":
                sheet.form.draft(by, facts=facts)
            else:
                sheet.form.publish(by, facts=facts, whole=how == "whole", choices=choices)
        except error_type as error:
            assert everything(self.root) == before
            return error
        raise AssertionError(f"No {error_type.__name__}.")

    def settle(self, sheet, person, how, sent, shown, live, draft, public_now):
        """Compare what is saved now with what was foreseen, and remember who did what."""
        now = self.state("working")
        assert now.cells == draft.cells, now.cells.items() ^ draft.cells.items()
        assert now.parts == draft.parts
        for kind in shown.order:
            judge_order(kind, sheet.before, sent, shown, now)
        found = self.state("live")
        assert found.cells == public_now.cells, found.cells.items() ^ public_now.cells.items()
        self.saves += 1
        by = self.people[person].pk
        versions = publishing.versions_of(self.root.entry)
        for code in self.past:
            one, other = only(shown, code), only(now, code)
            moved = any(differ(kind, one, other) for kind in one.order)
            if one.cells != other.cells or moved:
                self.past[code].append((self.saves, one, other, by))
            version = versions[code]
            if version.working_revision == version.live_revision:
                self.past[code] = [(self.saves, None, None, by)]

    def saved_since(self, sheet):
        return [
            code
            for code, steps in self.past.items()
            if any(number > sheet.number for number, *_rest in steps)
        ]

    def own_base(self, sheet, live, by):
        """Return what was opened, with this person's earlier drafts as they are public."""
        result = sheet.before.copy()
        for code in sheet.codes:
            steps = [(b, a, who) for _number, b, a, who in self.past[code] if b is not None]
            own = with_own_drafts_as_public(
                only(sheet.before, code), only(live, code), steps, by.pk
            )
            for address in only(sheet.before, code).cells:
                result.cells.pop(address, None)
            result.cells |= own.cells
            if code == NEUTRAL:
                result.order = own.order
        return result

    # --- What is there -------------------------------------------------------------------------

    def state(self, which):
        """Return the newest draft, or what the live revisions say."""
        versions = publishing.versions_of(self.root.entry)
        texts = versions.texts(which)
        shown = {code: texts.get(code, {}) for code in ("en", "ja")}
        return raw(self.model, versions.facts(which), shown)

    def read_form(self, sheet):
        """Return what the form says, and of what was not open what was there when it was opened."""
        form, code = sheet.form, sheet.codes[-1]
        facts = form.facts
        sent = raw(self.model, facts, {code: form.texts[code]})
        others = {a: c for a, c in sheet.before.cells.items() if a[0] == "text" and a[1] != code}
        # The text of a part that was not on the form stays.
        absent = {
            a: c
            for a, c in sheet.before.cells.items()
            if a[0] == "text" and a[1] == code and a[2] not in {ROOT, *sent.parts}
        }
        sent.cells |= others | absent
        return sent

    def is_open(self, address, sheet):
        return (NEUTRAL if address[0] == "fact" else address[1]) in sheet.codes

    def is_broken(self, state):
        """Return whether a state breaks a rule of the database."""
        reasons = [c for a, c in state.cells.items() if a[0] == "fact" and a[2] == ("reason",)]
        start, end = (state.cells.get(("fact", ROOT, unit)) for unit in (DATE, END))
        ends_first = bool(start and end and start[0] and end[0] and end[0] < start[0])
        return len(set(reasons)) < len(reasons) or ends_first

    def words(self, state):
        return {
            word
            for address, cell in state.cells.items()
            if address[0] == "text" and address[2] in {ROOT, *state.parts}
            for word in cell[0].split()
        }

    def compare(self):
        """Compare the public rows with what was released, and project once more."""
        require_sound(self.root)
        facts, texts = public(self.root)
        shown = raw(self.model, facts, {code: texts[code] for code in ("en", "ja")})
        live = self.state("live")
        visible = {
            a: c for a, c in live.cells.items() if a[0] == "fact" or a[2] in {ROOT, *live.parts}
        }
        assert shown.cells == visible
        assert shown.order == live.order
        leaked = self.words(shown) - self.released
        assert not leaked, f"let out by nobody: {leaked}"


STEPS = ["alone", "alone", "meet", "meet", "collide", "facts", "need_each_other", "together"]


REFUSALS = (ConflictError, OverlapError, NotPublicYetError, CannotStandError)


def walk(random, length):
    """Take a walk; all is rolled back at the end."""
    with transaction.atomic():
        try:
            return Walker(random).walk(length)
        except REFUSALS as error:
            raise AssertionError("It was refused for no reason.") from error
        finally:
            transaction.set_rollback(True)
