"""Which events and meetings stand in which calendar."""

from datetime import timedelta

from django.db.models import Q

from cities.calendar.meetings import meetings
from cities.dates.honest_date import Qualifier, Unit
from cities.models import Event
from editorial.previews.draft import NO_DRAFT
from editorial.text import languages

# What has taken place stays in a calendar for so long; what was cancelled leaves with its day.
KEPT = timedelta(days=92)
MEETINGS_AHEAD = timedelta(days=366)
MOST_EVENTS = 500


def events_of_feed(today, *, city=None, kind=None):
    """List the public events of a calendar: dated to the day, from some months ago onwards.

    What began earlier and is not over is among them.
    """
    found = Event.objects.to_enter(languages.current()).filter(
        Q(start__gte=today - KEPT) | Q(end__gte=today),
        start_unit=Unit.DAY,
        start_qualifier=Qualifier.EXACT,
    )
    if city is not None:
        found = found.of_city(city)
    if kind is not None:
        found = found.filter(kind=kind)
    return [
        event
        for event in found[:MOST_EVENTS]
        if event.is_dated_to_the_day and (not event.is_off or event.is_coming(today))
    ]


def meetings_of_feed(home, today, *, city=None, kind=None):
    """List the meetings of a calendar: they concern the program as a whole."""
    if city is not None or kind not in (None, Event.Kind.MEETING):
        return []
    found = meetings(NO_DRAFT, home, today - KEPT, today + MEETINGS_AHEAD)
    return [each for each in found if not each.cancelled or each.start.date() >= today]
