"""Small pleasures of the home page: today in history, and the next round anniversary."""

from cities.dates.honest_date import HonestDate, Unit
from cities.models import Stage

# Anniversaries are kept every five years, as the record shows.
ROUND_YEARS = 5


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
    """Return the next round anniversary of a sister-city tie that is dated to the day.

    A dictionary of `city`, `years` and the coming day as `date_text` and `date_iso`; None when no
    tie is dated so exactly. What has ended is not celebrated.
    """
    ahead = []
    for city in partners:
        stage = city.sister_stage
        exact = stage and stage.starts.unit == Unit.DAY and stage.starts.qualifier == "exact"
        if exact and city.current_stage.stage != Stage.Kind.ENDED:
            years = _next_round(stage.start, today)
            ahead.append((_anniversary(stage.start, years), years, city))
    if not ahead:
        return None
    day, years, city = min(ahead, key=lambda item: item[0])
    honest = HonestDate(day, Unit.DAY)
    return {"city": city, "years": years, "date_text": honest.text(), "date_iso": honest.iso}


def _next_round(start, today):
    years = (today.year - start.year) // ROUND_YEARS * ROUND_YEARS
    while years <= 0 or _anniversary(start, years) < today:
        years += ROUND_YEARS
    return years


def _anniversary(start, years):
    """Return the day; what began on 29 February is kept on 28 February in other years."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)
