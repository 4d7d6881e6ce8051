import pytest

from cities.dates.honest_date import HonestDate
from cities.drawing.evolution import Run, columns, runs, strip
from cities.drawing.year_scale import YearScale


def periods(*written):
    return [tuple(HonestDate.parse(end) for end in pair) for pair in written]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ([("1958-11-29", ""), ("1959", "")], [Run(1958, 1959)]),
        ([("1958", ""), ("1960", "")], [Run(1958, 1958), Run(1960, 1960)]),
        ([("2004", "2006")], [Run(2004, 2006)]),
        ([("about 1978", "")], [Run(1978, 1978, is_sure=False)]),
        ([("1970s", "")], [Run(1970, 1979, is_sure=False)]),
        ([("1988-05 or 1989-05", "")], [Run(1988, 1989, is_sure=False)]),
        ([("about 1978", ""), ("1978-03", "")], [Run(1978, 1978)]),
        ([("", "")], []),
    ],
)
def test_years_are_filled_as_surely_as_their_dates(written, found):
    assert runs(periods(*written)) == found


def test_a_strip_is_cut_to_the_line():
    drawn = strip([Run(1990, 1999), Run(2050, 2050)], YearScale(1995, 2004))

    assert [(bar.x, bar.width) for bar in drawn.bars] == [(0, 50)]
    assert drawn.base is None


def test_what_is_not_known_and_nothing_have_no_column():
    drawn = columns(
        {1980: (None, True), 1990: (0, True), 2000: (4, True), 2010: (2, False)},
        YearScale(1980, 2019),
    )

    assert [(column.number, column.height, column.is_sure) for column in drawn] == [
        (4, 68.0, True),
        (2, 34.0, False),
    ]
    assert drawn[0].x + drawn[0].width <= drawn[1].x
