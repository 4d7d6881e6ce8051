"""Bars of one scale: what is not known has none, and what is known is never drawn as more."""

from hypothesis import given
from hypothesis import strategies as st

from reports.drawing.bars import MOST_CELLS, bars, cells


def test_bars_are_of_one_scale_and_say_how_they_are_known():
    drawn = bars([(40, True, 10), (10, False, None), (0, True, None), (None, True, None)])

    assert [bar and (bar.width, bar.is_sure, bar.young) for bar in drawn] == [
        (100, True, 25),
        (25, False, 0),
        None,
        None,
    ]


def test_every_event_is_a_cell_the_known_ones_first():
    drawn = cells(1, 4)

    assert drawn.width == 32
    assert [(cell.x, cell.width, cell.is_known) for cell in drawn.cells] == [
        (0, 6, True),
        (8, 6, False),
        (16, 6, False),
        (24, 6, False),
    ]
    assert cells(0, 0) is None


def test_of_many_events_only_the_share_is_drawn():
    assert [(cell.x, cell.width, cell.is_known) for cell in cells(25, 100).cells] == [
        (0, 30, True),
        (30, 90, False),
    ]
    assert len(cells(100, 100).cells) == 1


@given(st.integers(0, 500), st.integers(1, 500))
def test_known_cells_fill_as_large_a_share_as_is_known(known, more):
    drawn = cells(known, known + more)

    widths = {is_known: sum(each.width for each in drawn.cells if each.is_known is is_known)
              for is_known in (True, False)}  # fmt: skip
    assert len(drawn.cells) <= MOST_CELLS
    assert all(each.x + each.width <= drawn.width for each in drawn.cells)
    assert abs(widths[True] / sum(widths.values()) - known / (known + more)) < 0.001
