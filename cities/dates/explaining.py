"""What a date claims, in a sentence for those who write it down."""

from django.utils.translation import gettext as _

from cities.dates.units import Qualifier, Unit

# Dates that lie further before the first relationship, or further ahead, are asked about.
YEARS_BEFORE = 50
YEARS_AHEAD = 5


def explanation(honest):
    """Say how exactly the date is known: "Some time in 1992, and no more precise than that."""
    match honest.qualifier:
        case Qualifier.ABOUT:
            return _("Around that time; nobody knows it more exactly.")
        case Qualifier.BY:
            return _("It was so at that time, and nobody knows since when.")
        case Qualifier.EITHER:
            return _("One of the two, and nobody knows which.")
    if not honest.is_known:
        return _("It stands after everything that has a date.")
    years = {"year": honest.day.year, "last": honest.last.year}
    match honest.unit:
        case Unit.DECADE:
            return _("Some time from %(year)s to %(last)s, and no more precise than that.") % years
        case Unit.YEAR:
            return _("Some time in %(year)s, and no more precise than that.") % years
        case Unit.SEASON:
            return _season(honest.day.month) % years
        case Unit.MONTH:
            return _("Some day of that month, and no more precise than that.")
    return _("Exactly that day.")


def _season(month):
    return {
        1: _("Some time between January and March %(year)s, and no more precise than that."),
        4: _("Some time between April and June %(year)s, and no more precise than that."),
        7: _("Some time between July and September %(year)s, and no more precise than that."),
        10: _("Some time between October and December %(year)s, and no more precise than that."),
    }[month]


def far_year(honest, today, first_year):
    """Return the year of a date that lies far outside the record, or None.

    That is more than 50 years before the first relationship on record (`first_year` returns its
    year, or None), and more than 5 years ahead.
    """
    if not honest.is_known:
        return None
    year, latest = honest.first.year, honest.last.year
    if latest > today.year + YEARS_AHEAD:
        return latest
    # No relationship is older than the record says, so most dates need no look at it.
    if year >= today.year - YEARS_BEFORE:
        return None
    first = min(first_year() or today.year, today.year)
    return year if year < first - YEARS_BEFORE else None
