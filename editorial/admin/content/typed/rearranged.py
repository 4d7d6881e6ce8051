"""Parts moved up and down and added, in what was typed and not saved yet.

Nothing is judged and nothing is stored: the form comes back with every word, in another order.
"""

from dataclasses import dataclass

from editorial.models.base import LAST

UP, DOWN, ADD = "_up", "_down", "_add"


@dataclass(frozen=True)
class Rearranged:
    """What was sent, in its new order.

    `moved` is the part that it happened to, by its prefix, with what gets the focus: the button
    that was pressed ("up", "down"), or a "new" part.
    """

    data: object
    moved: tuple[str, str]


def is_asked(data):
    """Return whether a button was pressed that moves or adds a part."""
    return bool({UP, DOWN, ADD} & data.keys())


def rearranged(data, blank):
    """Return what was sent as its button asks for it.

    `blank` maps the prefix of each kind of parts to a function that returns the fields of a new
    part by their names, with the values that they have by themselves.
    """
    data = data.copy()
    if ADD in data:
        prefix, _, kind = data.pop(ADD)[-1].partition("-")
        if prefix in blank:
            return Rearranged(data, (_add(data, prefix, kind, blank[prefix]), "new"))
        return Rearranged(data, ("", ""))
    button, step = ("up", -1) if UP in data else ("down", 1)
    moved = [*data.pop(UP, []), *data.pop(DOWN, [])][-1]
    prefix, _, number = moved.rpartition("-")
    if prefix in blank:
        _move(data, prefix, _whole(number, -1), step)
    return Rearranged(data, (moved, button))


def _move(data, prefix, number, step):
    order = _order(data, prefix)
    if number not in order:
        return
    here = order.index(number)
    there = min(max(here + step, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    _number(data, prefix, order)


def _add(data, prefix, kind, blank):
    order = _order(data, prefix)
    number = len(order)
    for name, value in blank(kind).items():
        data[f"{prefix}-{number}-{name}"] = value
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    _number(data, prefix, [*order, number])
    return f"{prefix}-{number}"


def _order(data, prefix):
    """List the numbers of the parts of one kind in the order of their places."""
    return sorted(range(_count(data, prefix)), key=lambda number: _place(data, prefix, number))


def _count(data, prefix):
    # Django takes a thousand fields at most, so there are fewer parts.
    return min(_whole(data.get(f"{prefix}-TOTAL_FORMS", ""), 0), 1000)


def _place(data, prefix, number):
    return _whole(data.get(f"{prefix}-{number}-position", ""), LAST)


def _whole(typed, otherwise):
    """Return a number that a form carries; `otherwise` for nonsense, and for what is too long."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else otherwise


def _number(data, prefix, order):
    for place, number in enumerate(order, start=1):
        data[f"{prefix}-{number}-position"] = str(10 * place)
