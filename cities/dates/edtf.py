"""Honest dates as programs exchange them: the Extended Date/Time Format of ISO 8601-2:2019.

What the record does not know stays unknown: "about 1978" is "1978~", "1980s" is "198X", "by May
1988" is "[..1988-05]" (one of the days up to then), "July 1988 or 1989" is "[1988-07,1989-07]".
Such a set takes no unspecified digits: a decade in it is its years, "[1980..1989,1990..1999]".
Seasons are 21 spring, 22 summer, 23 autumn and 24 winter of the calendar year that they stand in;
which months we count to them is said in `units`.
"""

from cities.dates.units import Qualifier, Unit

# By the number of the quarter; winter is January to March.
_SEASONS = (24, 21, 22, 23)


def edtf(when):
    """Write an `HonestDate` in EDTF, level 2; "" if it is unknown."""
    if not when.is_known:
        return ""
    written = _written(when.unit, when.day)
    match when.qualifier:
        case Qualifier.ABOUT:
            return f"{written}~"
        case Qualifier.BY:
            return f"[..{_last_of(when.unit, when.day)}]"
        case Qualifier.EITHER:
            return f"[{_one_of(when.unit, when.day)},{_one_of(when.unit, when.alternative)}]"
    return written


def edtf_period(start, end):
    """Write when something took place, from its first to its last `HonestDate`, either unknown.

    Returns "" where nothing is known, and where the format has no form for it: an end of an
    interval cannot be one of several dates. Both ends alone can be written by `edtf`.
    """
    if not end.is_known or start == end:
        return edtf(start)
    ends = [edtf(start), edtf(end)]
    if any(written.startswith("[") for written in ends):
        return ""
    # An empty end is one that exists and is not known.
    return "/".join(ends)


def _written(unit, day):
    match unit:
        case Unit.DECADE:
            return f"{day.year // 10}X"
        case Unit.YEAR:
            return f"{day.year}"
        case Unit.SEASON:
            return f"{day.year}-{_SEASONS[day.month // 3]}"
        case Unit.MONTH:
            return day.isoformat()[:7]
    return day.isoformat()


def _last_of(unit, day):
    return f"{day.year // 10}9" if unit == Unit.DECADE else _written(unit, day)


def _one_of(unit, day):
    years = f"{day.year // 10}0..{day.year // 10}9"
    return years if unit == Unit.DECADE else _written(unit, day)
