"""Numbers of several cities as bars of one scale, and for how many events each of them is known.

What is not known has no bar, and nothing has none either: the words beside it tell them apart.
"""

from dataclasses import dataclass

# The longest bar, in units of 100.
LONGEST = 100
# So many events are drawn one by one, in pixels; of more, only their share is.
MOST_CELLS = 16
CELL_WIDTH = 6
CELL_STEP = 8
SHARE_WIDTH = 120


@dataclass(frozen=True)
class Bar:
    """A number as a bar: sure if it was counted; `young` is the width of that part of it."""

    width: float
    is_sure: bool = True
    young: float = 0


@dataclass(frozen=True)
class Cell:
    """An event, or a share of several, for which a number is known or not; in pixels."""

    x: float
    width: float
    is_known: bool


@dataclass(frozen=True)
class Cells:
    """The cells of some events in a row, in pixels."""

    width: int
    cells: tuple[Cell, ...]


def bars(numbers):
    """Draw triples of number, whether it was counted, and how many of it are young, on one scale.

    The number is None where it is not known, and so are the young.
    """
    numbers = list(numbers)
    longest = max((number for number, _sure, _young in numbers if number), default=1)
    return [_bar(number, is_sure, young, longest) for number, is_sure, young in numbers]


def cells(known, total):
    """Draw for how many of `total` events a number is known, the known ones first; None of none."""
    if not total:
        return None
    if total > MOST_CELLS:
        share = round(known * SHARE_WIDTH / total, 1)
        found = (Cell(0, share, True), Cell(share, round(SHARE_WIDTH - share, 1), False))
        return Cells(SHARE_WIDTH, tuple(cell for cell in found if cell.width))
    found = (Cell(n * CELL_STEP, CELL_WIDTH, n < known) for n in range(total))
    return Cells(total * CELL_STEP, tuple(found))


def _bar(number, is_sure, young, longest):
    if not number:
        return None
    return Bar(_share(number, longest), is_sure, _share(young or 0, longest))


def _share(number, longest):
    return round(number * LONGEST / longest, 2)
