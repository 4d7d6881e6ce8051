"""Small pleasures of the home page: today in history, and the next round anniversary."""

from cities.dates.honest_date import HonestDate, Unit
from cities.models import Stage

# Anniversaries are kept every five years, as the record shows.
ROUND_YEARS = 5

# A season or a decade is too vague to be celebrated.
KEPT_UNITS = {Unit.DAY, Unit.MONTH, Unit.YEAR}


def on_this_day(events, today):
    """Return the event of this calendar day in an earlier year, the oldest one; None if none.

    What was cancelled did not happen on any day.
    """
    for event in events:
        exact = event.starts.unit == Unit.DAY and event.starts.qualifier == "exact"
        held = exact and not event.cancelled
        if held and event.start < today and _same_day(event.start, today):
            return event
    return None


def _same_day(day, today):
    return (day.month, day.day) == (today.month, today.day)


def next_anniversary(partners, today):
    """Return the next round anniversary of a sister-city tie whose day, month or year is known.

    A dictionary of `city`, `years` and what comes, no more exact than the record, as `date_text`
    and `date_iso`: "January 2027"; None when no tie is dated so far. What has ended is not
    celebrated. A month or a year is ahead until it is over, and stands behind the days in it.
    """
    ahead = []
    for city in partners:
        stage = city.sister_stage
        exact = stage and stage.starts.unit in KEPT_UNITS and stage.starts.qualifier == "exact"
        if exact and city.current_stage.stage != Stage.Kind.ENDED:
            ahead.append((*_next_round(stage.starts, today), city))
    if not ahead:
        return None
    when, years, city = min(ahead, key=lambda item: item[0].last)
    return {"city": city, "years": years, "date_text": when.text(), "date_iso": when.iso}


def _next_round(starts, today):
    years = (today.year - starts.day.year) // ROUND_YEARS * ROUND_YEARS
    while years <= 0 or _anniversary(starts, years).last < today:
        years += ROUND_YEARS
    return _anniversary(starts, years), years


def _anniversary(starts, years):
    """Return its date; what began on 29 February is kept on 28 February in other years."""
    try:
        day = starts.day.replace(year=starts.day.year + years)
    except ValueError:
        day = starts.day.replace(year=starts.day.year + years, day=28)
    return HonestDate(day, starts.unit)
