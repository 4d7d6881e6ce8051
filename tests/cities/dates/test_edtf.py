"""Dates as programs exchange them; what the format allows is written down here a second time."""

import re

import pytest
from hypothesis import given

from cities.dates.edtf import edtf, edtf_period
from cities.dates.honest_date import HonestDate, Qualifier
from tests.cities.dates.test_honest_date import honest_dates

parse = HonestDate.parse

# ISO 8601-2:2019, as far as our record goes.
DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-2[1-4])?"
END = rf"({DATE}|\d{{3}}X)~?"
# No unspecified digit stands in a set, but one of several years may be one of many.
ONE = rf"({DATE}|\d{{4}}\.\.\d{{4}})"
EDTF = re.compile(rf"{END}|{END}/{END}|/{END}|{END}/|\[\.\.({DATE})\]|\[{ONE},{ONE}\]")


@pytest.mark.parametrize(
    ("notation", "written"),
    [
        ("1958-11-29", "1958-11-29"),
        ("1958-11", "1958-11"),
        ("1958", "1958"),
        ("1980s", "198X"),
        ("winter 2023", "2023-24"),
        ("spring 2023", "2023-21"),
        ("summer 2023", "2023-22"),
        ("autumn 2023", "2023-23"),
        ("about 1978", "1978~"),
        ("about 1988-07", "1988-07~"),
        ("about 1988-07-04", "1988-07-04~"),
        ("about 1980s", "198X~"),
        ("about autumn 2023", "2023-23~"),
        ("by 1988-05", "[..1988-05]"),
        ("by 1988", "[..1988]"),
        ("by 1980s", "[..1989]"),
        ("1988-07 or 1989-07", "[1988-07,1989-07]"),
        ("1958-11-27 or 1958-11-29", "[1958-11-27,1958-11-29]"),
        ("1980s or 1990s", "[1980..1989,1990..1999]"),
        ("", ""),
    ],
)
def test_a_date_keeps_its_precision(notation, written):
    assert edtf(parse(notation)) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2018-07-22", "2018-07-26", "2018-07-22/2018-07-26"),
        ("1992", "1993", "1992/1993"),
        ("about 1978", "1990-07", "1978~/1990-07"),
        ("2007-12-15", "winter 2008", "2007-12-15/2008-24"),
        ("1958-11-29", "", "1958-11-29"),
        ("1958-11-29", "1958-11-29", "1958-11-29"),
        ("", "1990", "/1990"),
        ("", "", ""),
        # No interval begins on one of several days: its ends stand alone.
        ("by 1988-05", "1990", ""),
        ("1988", "1989 or 1990", ""),
    ],
)
def test_a_period_has_both_its_ends(start, end, written):
    assert edtf_period(parse(start), parse(end)) == written


@given(honest_dates(), honest_dates())
def test_whatever_the_record_says_is_well_formed(first, second):
    assert EDTF.fullmatch(edtf(first))
    assert EDTF.fullmatch(edtf_period(first, second) or "1958")
    if Qualifier.EXACT == first.qualifier == second.qualifier:
        assert edtf_period(first, second)
