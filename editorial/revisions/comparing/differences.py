"""What differs between two states of an entry, as plain data: facts, parts and texts.

Facts have the shape that revisions store; texts are bare. `sentences` says it in words.
"""

from dataclasses import dataclass
from enum import Enum

from editorial.revisions.merge.structure import ids_of


@dataclass(frozen=True)
class FactChange:
    """A unit of facts that says something else. `before` and `after` map its fields to values."""

    part: str
    label: str
    unit: tuple[str, ...]
    before: dict
    after: dict


class Move(Enum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class PartChange:
    """A part that came, went or stands elsewhere; `label` is that of its model."""

    part: str
    label: str
    move: Move


@dataclass(frozen=True)
class TextChange:
    """A text that came, went or reads otherwise, "" standing for none."""

    language: str
    part: str
    name: str
    before: str
    after: str


def of_facts(before, after, shape):
    """List the changes of facts and parts from one state to another, in the order of the page.

    What a part that was added or removed says by itself is no change of its own.
    """
    old, new = shape.rows(before), shape.rows(after)
    found = []
    for part, row in new.items():
        if part in old:
            found += _of_row(part, old[part], row, shape)
    for label in shape.part_kinds:
        found += _of_parts(ids_of(old, label), ids_of(new, label), label)
    return found


def of_texts(before, after, language):
    """List the texts of a language that differ between two states."""
    return [
        TextChange(language, part, name, was, now)
        for part in {**after, **before}
        for name in {**after.get(part, {}), **before.get(part, {})}
        if (was := before.get(part, {}).get(name, "")) != (now := after.get(part, {}).get(name, ""))
    ]


def _of_row(part, old, new, shape):
    for unit in shape.units_known(new.label, {**old.facts, **new.facts}):
        was, now = shape.values(old, unit), shape.values(new, unit)
        if was != now:
            yield FactChange(part, new.label, unit, was, now)


def _of_parts(old, new, label):
    for part in new:
        if part not in old:
            yield PartChange(part, label, Move.ADDED)
    for part in old:
        if part not in new:
            yield PartChange(part, label, Move.REMOVED)
    yield from (PartChange(part, label, move) for part, move in moves(old, new))


def moves(old, new):
    """List `(part, Move)` for as few parts as explain another order of those common to two lists.

    A part that changed places with its neighbor moved up; the neighbor stayed.
    """
    common = [part for part in new if part in old]
    places = [old.index(part) for part in common]
    kept = _longest_rise(places)
    after = {place: index for index, place in enumerate(places)}
    return [
        (part, Move.UP if _passed(place, kept, after) else Move.DOWN)
        for part, place in zip(common, places, strict=True)
        if place not in kept
    ]


def _passed(place, kept, after):
    """Return whether a part stands now before one that stayed, and stood behind it."""
    return any(other < place and after[other] > after[place] for other in kept)


def _longest_rise(places):
    """Return the members of a longest rising run of numbers, none of which occurs twice.

    Of several it takes the one that ends lowest, so that what moved is what came forward.
    """
    runs = {}
    for index, place in enumerate(places):
        longest = max(
            (runs[other] for other in places[:index] if other < place), key=len, default=[]
        )
        runs[place] = [*longest, place]
    best = max(reversed(runs.values()), key=len, default=[])
    return set(best)
