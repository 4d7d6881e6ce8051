"""Small pleasures of the home page: today in history, and the next round anniversary."""

from cities.dates.honest_date import Unit
from cities.history.anniversaries import KEPT_UNITS, ROUND_YEARS, anniversary_of, celebrated


def on_this_day(events, today):
    """Return the event of this calendar day in an earlier year, the oldest one; None if none.

    What was cancelled or postponed did not happen on any day.
    """
    for event in events:
        exact = event.starts.unit == Unit.DAY and event.starts.qualifier == "exact"
        held = exact and not event.is_off
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
        starts = celebrated(city)
        if starts and starts.unit in KEPT_UNITS:
            ahead.append((*_next_round(starts, today), city))
    if not ahead:
        return None
    when, years, city = min(ahead, key=lambda item: item[0].last)
    return {"city": city, "years": years, "date_text": when.text(), "date_iso": when.iso}


def _next_round(starts, today):
    years = (today.year - starts.day.year) // ROUND_YEARS * ROUND_YEARS
    while years <= 0 or anniversary_of(starts, years).last < today:
        years += ROUND_YEARS
    return anniversary_of(starts, years), years
