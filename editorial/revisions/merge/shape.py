"""What the merge speaks of, as plain data: states, keys, overlaps, choices, and a kind's shape.

Nothing here knows Django. `editorial.revisions.merge.lay` explains the algebra.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# The same as in `editorial.languages` and `editorial.contents`, which need the settings.
NEUTRAL = "zxx"
ROOT = "root"
# No field can have such a name.
PRESENCE = "#presence"
ORDER = "#order"


class Key(NamedTuple):
    """The address of what stands or falls as one: two people who change it meet in it.

    - a text: language, part, field;
    - a unit of facts: `zxx`, part, the unit's first field;
    - whether a part is there: `zxx`, its identity, PRESENCE;
    - the order of one kind of parts: `zxx`, the label of the kind, ORDER.
    """

    language: str
    part: str
    name: str


@dataclass(frozen=True)
class State:
    """Contents at one moment, of a draft, a form or the public.

    `facts` and the items of each language have the shapes that revisions store; `items` names only
    the languages that are of concern.
    """

    facts: dict = field(default_factory=lambda: {"root": {}, "parts": []})
    items: Mapping[str, dict] = field(default_factory=dict)


class Row(NamedTuple):
    """The facts of the root or of a part, with the label of its model."""

    label: str
    facts: dict


@dataclass(frozen=True)
class Shape:
    """What the merge must know of a kind of entry.

    - `label`: the label of the root's model; `part_kinds`: those of its parts, in their order;
    - `defaults`: of each model every fact with the value that it has by itself. A fact that an old
      revision lacks counts as this. One named neither here nor by the form is unknown today;
    - `units`: of each model the groups of facts that stand or fall together. A field in no group
      is a unit of its own;
    - `text_units`: of each model the texts that belong to a unit: `{text field: a fact of it}`;
    - `many`: of each model the facts that are sets of keys.
    """

    label: str
    part_kinds: tuple[str, ...] = ()
    defaults: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    units: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    text_units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    many: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def unit(self, label, name):
        """Return the fields of the unit that a fact belongs to; the first one names it."""
        return next((unit for unit in self.units.get(label, ()) if name in unit), (name,))

    def units_known(self, label, facts):
        """Return all units of a model, those of further facts that a form named included."""
        names = [*self.defaults.get(label, {}), *facts]
        return list(dict.fromkeys(self.unit(label, name) for name in names))

    def is_many(self, label, unit):
        """Return whether a unit is a set of keys."""
        return unit[0] in self.many.get(label, ())

    def values(self, row, unit):
        """Return what a row says of a unit, `{field: value}`; None for no row."""
        if row is None:
            return None
        defaults = self.defaults.get(row.label, {})
        return {name: row.facts.get(name, defaults.get(name)) for name in unit}

    def texts_of_unit(self, label, unit):
        """Return the names of the texts that belong to a unit of facts."""
        return [text for text, name in self.text_units.get(label, {}).items() if name in unit]

    def rows(self, facts):
        """Map the root and each part of a kind known today to its `Row`, in their order."""
        rows = {ROOT: Row(self.label, facts["root"])}
        for part in facts["parts"]:
            if part["kind"] in self.part_kinds:
                rows[part["id"]] = Row(part["kind"], part["facts"])
        return rows

    def facts(self, rows, unknown=()):
        """Return rows as facts in their normal form, parts of unknown kinds at the end."""
        parts = [
            {"kind": label, "id": part, "facts": self._complete(row)}
            for label in self.part_kinds
            for part, row in rows.items()
            if part != ROOT and row.label == label
        ]
        return {"root": self._complete(rows[ROOT]), "parts": [*parts, *unknown]}

    def unknown_parts(self, facts):
        """Return the parts whose kinds exist no longer."""
        return [part for part in facts["parts"] if part["kind"] not in self.part_kinds]

    def normal(self, facts):
        """Return facts with all defaults written out and parts kind by kind, to be compared."""
        return self.facts(self.rows(facts), self.unknown_parts(facts))

    def _complete(self, row):
        return {**self.defaults.get(row.label, {}), **row.facts}


def parts_of(facts):
    """Return the identities that may have texts in this structure, the root included."""
    return frozenset({ROOT, *(part["id"] for part in facts["parts"])})


@dataclass(frozen=True)
class Overlap:
    """What somebody changed in one place where the state that it is laid on had changed too.

    `base`, `mine` and `onto` are what each says: of a text the words ("" for none), of a unit
    `{field: value}`, of a part its facts, None where it is not there.
    """

    key: Key
    base: Any
    mine: Any
    onto: Any


@dataclass(frozen=True)
class Keep:
    """The choice to leave what it is laid on as it is. What was sent stays in the draft."""


@dataclass(frozen=True)
class Mine:
    """The choice to take what was sent, with what it is built on."""


@dataclass(frozen=True)
class ForPublic:
    """The choice of another text for the public, in the form in which texts are stored."""

    text: str


def takes_mine(choices, key):
    """Return whether somebody chose to have a place as it was sent."""
    return isinstance(choices.get(key), Mine)
