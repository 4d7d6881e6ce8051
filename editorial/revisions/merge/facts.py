"""The merge of facts and structure. `editorial.revisions.merge.lay` explains the names.

A *unit* of facts goes as a whole: merged column by column, "1989, known to the day" and "June 20"
would become a date that nobody wrote. Sets of keys never overlap: what was added comes in, what
was removed goes out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from editorial.revisions.merge.shape import (
    NEUTRAL,
    ORDER,
    PRESENCE,
    Keep,
    Key,
    Overlap,
    Row,
    parts_of,
    takes_mine,
)
from editorial.revisions.merge.structure import lay_order, moved_by_both, moved_kinds


class Bound(Enum):
    """What a unit of facts means for the texts that belong to it."""

    TAKE = "they go with it, as it was chosen"
    HOLD = "they stay with it in the draft"
    ASK = "they were written for another one than stands there"


@dataclass(frozen=True)
class LaidFacts:
    """Facts with somebody's change laid onto them.

    - `facts`: the result in its normal form; what overlaps and has no choice is as it was;
    - `overlaps`: what has to be asked; `waiting`: keys of the change whose part is not there;
    - `moved`: labels of the kinds that both sides put in another order (the change's counts);
    - `bound`: `{(part, text field): Bound}`, for `lay_texts`.
    """

    facts: dict
    overlaps: tuple[Overlap, ...] = ()
    waiting: frozenset[Key] = frozenset()
    moved: frozenset[str] = frozenset()
    bound: Mapping[tuple[str, str], Bound] = field(default_factory=dict)

    @property
    def parts(self):
        """Return the identities that may have texts in the result."""
        return parts_of(self.facts)


def changed_facts(base, mine, shape):
    """Return the keys of what differs between two states of facts and structure."""
    before, after = shape.rows(base), shape.rows(mine)
    keys = {Key(NEUTRAL, part, PRESENCE) for part in before.keys() ^ after.keys()}
    keys |= {Key(NEUTRAL, label, ORDER) for label in moved_kinds(before, after, shape)}
    for part in before.keys() & after.keys():
        units = changed_units(before[part], after[part], shape)
        keys |= {Key(NEUTRAL, part, unit[0]) for unit in units}
    return frozenset(keys)


def changed_units(before, after, shape):
    """List the units in which two rows differ. Without the first one, all."""
    return [
        unit
        for unit in shape.units_known(after.label, after.facts)
        if shape.values(before, unit) != shape.values(after, unit)
    ]


def lay_facts(base, mine, onto, shape, *, choices=None, rewritten=frozenset(), unseen=False):
    """Lay the change from `base` to `mine` onto other facts; return `LaidFacts`.

    - `choices`: `{key: Keep() or Mine()}` for overlaps; a choice counts before any rule;
    - `rewritten`: keys of the texts that say something else in the state that it is laid on;
    - `unseen`: that state holds what the author of the change never saw (somebody saved in
      between). Then nobody loses a part, nor a change in it, without being asked.
    """
    return _Laying(base, mine, onto, shape, choices or {}, rewritten, unseen).result()


class _Laying:
    """One merge of facts on its way: the rows so far, and what was noticed."""

    def __init__(self, base, mine, onto, shape, choices, rewritten, unseen):
        self.shape, self.choices = shape, choices
        self.rewritten, self.unseen = rewritten, unseen
        self.before, self.after = shape.rows(base), shape.rows(mine)
        self.there = shape.rows(onto)
        self.unknown = shape.unknown_parts(onto)
        self.rows = {part: Row(row.label, dict(row.facts)) for part, row in self.there.items()}
        self.overlaps, self.waiting = [], set()

    def result(self):
        for part in (self.before.keys() - self.after.keys()) & self.there.keys():
            self._remove(part)
        for part in self.after:
            if part in self.there:
                self._lay_units(part)
            elif part not in self.before:
                self._add(part)
            else:
                self._lay_on_nothing(part)
        rows = lay_order(self.before, self.after, self.there, self.rows, self.shape)
        return LaidFacts(
            self.shape.facts(rows, self.unknown),
            tuple(sorted(self.overlaps, key=lambda overlap: overlap.key)),
            frozenset(self.waiting),
            frozenset(moved_by_both(self.before, self.after, self.there, self.shape)),
            self._bound(),
        )

    # --- Parts ---------------------------------------------------------------------------------

    def _remove(self, part):
        key = Key(NEUTRAL, part, PRESENCE)
        if self._is_kept(key):
            return
        if not takes_mine(self.choices, key) and self.unseen and self._was_changed(part):
            self._ask(key, self.before[part].facts, None, self.there[part].facts)
        else:
            del self.rows[part]

    def _was_changed(self, part):
        """Return whether somebody changed a fact or a text of a part that was to be removed."""
        return bool(changed_units(self.before[part], self.there[part], self.shape)) or any(
            key.part == part for key in self.rewritten
        )

    def _add(self, part):
        if not self._is_kept(Key(NEUTRAL, part, PRESENCE)):
            self.rows[part] = self.after[part]

    def _lay_on_nothing(self, part):
        """Do with a change in a part that is not there: it waits, unless somebody removed it."""
        units = changed_units(self.before[part], self.after[part], self.shape)
        key = Key(NEUTRAL, part, PRESENCE)
        if takes_mine(self.choices, key):
            self.rows[part] = self.after[part]
        elif units and self.unseen and not self._is_kept(key):
            self._ask(key, self.before[part].facts, self.after[part].facts, None)
        else:
            self.waiting |= {Key(NEUTRAL, part, unit[0]) for unit in units}

    # --- Facts ---------------------------------------------------------------------------------

    def _lay_units(self, part):
        before, after = self.before.get(part), self.after[part]
        changed = changed_units(before, after, self.shape)
        for unit in self.shape.units_known(after.label, after.facts):
            if self._is_built_on(part, unit):
                self._take(part, unit)
            elif unit in changed and self.shape.is_many(after.label, unit):
                self._lay_keys(part, unit[0])
            elif unit in changed:
                self._lay_unit(part, unit)

    def _lay_unit(self, part, unit):
        key = Key(NEUTRAL, part, unit[0])
        base, mine, onto = (
            self.shape.values(rows.get(part), unit)
            for rows in (self.before, self.after, self.there)
        )
        if takes_mine(self.choices, key):
            self._take(part, unit)
        elif self._is_kept(key) or mine == onto:
            return
        elif base == onto and not self._has_rewritten_texts(part, unit):
            self._take(part, unit)
        else:
            self._ask(key, base, mine, onto)

    def _lay_keys(self, part, name):
        base, mine, onto = (
            set(self.shape.values(rows[part], (name,))[name] or ()) if part in rows else set()
            for rows in (self.before, self.after, self.there)
        )
        self.rows[part].facts[name] = sorted((onto | (mine - base)) - (base - mine))

    def _take(self, part, unit):
        self.rows[part].facts.update(self.shape.values(self.after[part], unit))

    def _has_rewritten_texts(self, part, unit):
        names = self.shape.texts_of_unit(self.after[part].label, unit)
        return any(key.part == part and key.name in names for key in self.rewritten)

    def _is_built_on(self, part, unit):
        """Return whether a text of this unit was chosen as it was sent: it needs the unit."""
        names = self.shape.texts_of_unit(self.after[part].label, unit)
        return any(
            key.part == part and key.name in names and takes_mine(self.choices, key)
            for key in self.choices
            if key.language != NEUTRAL
        )

    def _is_kept(self, key):
        return isinstance(self.choices.get(key), Keep)

    def _ask(self, key, base, mine, onto):
        self.overlaps.append(Overlap(key, base, mine, onto))

    # --- What it means for texts ---------------------------------------------------------------

    def _bound(self):
        return {
            (part, text): bound
            for part, row in self.after.items()
            if part in self.rows
            for text, fact in self.shape.text_units.get(row.label, {}).items()
            if (bound := self._binding(part, self.shape.unit(row.label, fact)))
        }

    def _binding(self, part, unit):
        mine = self.shape.values(self.after[part], unit)
        is_changed = self.shape.values(self.before.get(part), unit) != mine
        if is_changed and takes_mine(self.choices, Key(NEUTRAL, part, unit[0])):
            return Bound.TAKE
        if self.shape.values(self.rows[part], unit) == mine:
            return None
        return Bound.HOLD if is_changed else Bound.ASK
