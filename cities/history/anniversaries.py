"""What is true on a day: how many years something has lasted, and which tie has its anniversary."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.dates.honest_date import HonestDate, Qualifier, Unit
from cities.models import City, Stage

# Anniversaries are kept every five years, as the record shows. The one of a tie known to its year
# alone lasts a whole year, so of these only the round ones are told.
ROUND_YEARS = 5
# A season or a decade is too vague to be celebrated.
KEPT_UNITS = {Unit.DAY, Unit.MONTH, Unit.YEAR}


@dataclass(frozen=True)
class Anniversary:
    """A tie that is so many years old today, or in this month or year, as `unit` says."""

    city: City
    years: int
    unit: Unit

    @property
    def when(self):
        """Say "Today", "This month" or "This year"."""
        match self.unit:
            case Unit.DAY:
                return pgettext("the day of an anniversary", "Today")
            case Unit.MONTH:
                return _("This month")
        return _("This year")


def whole_years(since, today):
    """Return how many years have passed for certain since an `HonestDate`: 0 in the first one."""
    if not since.is_known:
        return 0
    last = since.last
    return max(today.year - last.year - ((today.month, today.day) < (last.month, last.day)), 0)


def anniversary_today(city, today):
    """Return the `Anniversary` that a sister-city tie has today; None if it has none.

    No more exact than the record; what has ended is not celebrated. What began on 29 February is
    kept on 28 February in other years.
    """
    starts = celebrated(city)
    years = today.year - starts.first.year if starts else 0
    if years <= 0:
        return None
    match starts.unit:
        case Unit.DAY:
            is_now = _in_year(starts.day, today.year) == today
        case Unit.MONTH:
            is_now = starts.day.month == today.month
        case Unit.YEAR:
            is_now = years % ROUND_YEARS == 0
        case _vaguer:
            is_now = False
    return Anniversary(city, years, Unit(starts.unit)) if is_now else None


def round_in(city, year):
    """Return `(when, years)` of the round anniversary of a sister-city tie in a year, or None.

    `when` is an `HonestDate`, no more exact than the record.
    """
    starts = celebrated(city)
    years = year - starts.first.year if starts else 0
    is_round = years > 0 and years % ROUND_YEARS == 0
    if not is_round or starts.unit not in KEPT_UNITS:
        return None
    return anniversary_of(starts, years), years


def anniversary_of(starts, years):
    """Return the date so many years later, no more exact than the `HonestDate` `starts`.

    What began on 29 February is kept on 28 February in other years.
    """
    return HonestDate(_in_year(starts.day, starts.day.year + years), starts.unit)


def celebrated(city):
    """Return the exact date from which the years of a sister-city tie are counted, or None."""
    stage = city.sister_stage
    if stage is None or city.current_stage.stage == Stage.Kind.ENDED:
        return None
    starts = stage.starts
    return starts if starts.is_known and starts.qualifier == Qualifier.EXACT else None


def _in_year(day, year):
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
