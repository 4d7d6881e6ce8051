"""To which years an event belongs, by dates that are as precise as the record."""

from datetime import date

from django.db.models import F, Q

from cities.dates.units import Qualifier, Unit

# A drawing leaves out what lies farther than this before the next event, and goes no farther back
# from today than that: more years are not legible on a phone.
FARTHEST_APART = 100
MOST_YEARS = 200


def years_of(event):
    """Return the years to which an event surely belongs, as a range that may be empty.

    Those from its first to its last date, where both are known to the year; its first year alone
    where only that one is.
    """
    first = _year(event.starts)
    if first is None:
        return range(0)
    last = _year(event.ends) if event.ends.is_known else first
    return range(first, max(first, last or first) + 1)


def first_year(event):
    """Return the year in which it began, and in which its figures are counted; None if unknown."""
    return _year(event.starts)


def first_drawn(years, last_year):
    """Return the first year that a drawing goes back to, of the years in which events began.

    One that lies more than a century before all others would squash what is drawn beside it, and is
    nearly always a slip of the keyboard. The list has it, the drawing does not.
    """
    first = None
    for year in sorted(years, reverse=True):
        is_apart = first is not None and first - year > FARTHEST_APART
        if is_apart or last_year - year > MOST_YEARS:
            break
        first = year
    return last_year if first is None else min(first, last_year)


def is_of(year):
    """Say of the columns what `years_of` says of an event: that it surely belongs to a year."""
    begins = date(year, 1, 1)
    goes_on = _names_year("start") & Q(start__lt=begins) & _names_year("end") & Q(end__gte=begins)
    return began_in(year) | goes_on


def began_in(year):
    """Say of the columns what `first_year` says of an event."""
    return _names_year("start") & Q(start__range=(date(year, 1, 1), date(year, 12, 31)))


def share(some, others):
    """Return whether two ranges of years have one in common."""
    return bool(range(max(some.start, others.start), min(some.stop, others.stop)))


def may_be_of(event, years):
    """Return whether it may belong to one of these years, and the record does not say so."""
    if share(years_of(event), years):
        return False
    spans = _spans(event.starts) or _spans(event.ends)
    if event.starts.is_known and event.ends.is_known:
        spans = [range(event.starts.first.year, event.ends.last.year + 1)]
    return any(share(span, years) for span in spans)


def _year(when):
    """Return the one year that a date names; None for a decade, "about 1978", "by 1988"."""
    if when.unit < Unit.YEAR or when.qualifier == Qualifier.BY:
        return None
    if when.qualifier == Qualifier.ABOUT and when.unit == Unit.YEAR:
        return None
    if when.alternative and when.alternative.year != when.day.year:
        return None
    return when.day.year


def _names_year(name):
    """Say of the columns of a date what `_year` says of it."""
    is_about = Q(**{f"{name}_qualifier": Qualifier.ABOUT, f"{name}_unit": Unit.YEAR})
    is_by = Q(**{f"{name}_qualifier": Qualifier.BY})
    is_alone = Q(**{f"{name}_other": None}) | Q(**{f"{name}_other__year": F(f"{name}__year")})
    return Q(**{f"{name}_unit__gte": Unit.YEAR}) & ~is_about & ~is_by & is_alone


def _spans(when):
    """List the years that a date names, as ranges; two for either of two, none for no date."""
    if not when.is_known:
        return []
    if when.alternative is None:
        return [range(when.first.year, when.last.year + 1)]
    length = 10 if when.unit == Unit.DECADE else 1
    return [range(day.year, day.year + length) for day in (when.day, when.alternative)]
