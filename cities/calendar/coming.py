"""What lies ahead, month by month: events and meetings."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from cities.calendar.meetings import meetings
from cities.dates.honest_date import HonestDate, Unit
from cities.dates.units import first_day, last_day
from cities.history import timeline
from cities.history.events import events_of
from cities.models import Event
from editorial.previews.draft import NO_DRAFT
from editorial.text import languages

# So many events are printed, the next ones; meetings are told of for half a year.
MOST_EVENTS = 100
MEETINGS_AHEAD = timedelta(days=184)
FIELDS = ("city", "kind")


@dataclass
class Month:
    """A month, a season or a year with its `EventRow`s and `Meeting`s, in order."""

    label: str
    rows: list = field(default_factory=list)


def coming_events(draft, today, chosen):
    """List the events ahead that pass the filters, with their details; with a draft among them."""
    if draft is not NO_DRAFT:
        return [
            event
            for event in events_of(draft)
            if event.is_coming(today)
            and chosen.get("kind") in (None, event.kind)
            and ("city" not in chosen or chosen["city"] in [c.slug for c in event.shown_cities])
        ]
    ahead = Event.objects.visible(languages.current()).coming(today)
    if "city" in chosen:
        ahead = ahead.filter(cities__slug=chosen["city"])
    if "kind" in chosen:
        ahead = ahead.filter(kind=chosen["kind"])
    keys = ahead.in_order().values("pk")[:MOST_EVENTS]
    return list(Event.objects.to_print(languages.current()).filter(pk__in=keys))


def coming_meetings(draft, home, today, chosen):
    """List the meetings of the next months. They concern the program, not one of the cities."""
    if "city" in chosen or chosen.get("kind") not in (None, Event.Kind.MEETING):
        return []
    return meetings(draft, home, today, today + MEETINGS_AHEAD)


def next_meetings(draft, home, today):
    """List the next meeting that takes place, after the cancelled ones before it.

    Who knows the rule would come to those; who is told of them alone would miss the other.
    """
    found = []
    for meeting in coming_meetings(draft, home, today, {}):
        found.append(meeting)
        if not meeting.cancelled:
            break
    return found


def next_meeting(found):
    """Return the one of `next_meetings` that takes place, or None."""
    return next((meeting for meeting in found if not meeting.cancelled), None)


def by_month(events, found, home, today):
    """Group events and meetings into `Month`s; what is known more coarsely follows its last month.

    What began before this month stands in this one.
    """
    placed = [(_place(event, today), _moment(event), timeline.row(event, home)) for event in events]
    placed += [
        ((last_day(Unit.MONTH, each.start.date()), Unit.MONTH), each.start.replace(tzinfo=None),
         each)
        for each in found
    ]  # fmt: skip
    placed.sort(key=lambda item: (item[0][0], -item[0][1], item[1]))
    months = []
    last = None
    for place, _moment_of_it, row in placed:
        if place != last:
            day, unit = place
            months.append(Month(HonestDate(first_day(unit, day), unit).text()))
            last = place
        months[-1].rows.append(row)
    return months


def _place(event, today):
    """Return `(last day, unit)` of the month, season or year under which an event stands."""
    unit = min(event.start_unit, Unit.MONTH)
    return last_day(unit, max(event.start, first_day(unit, today))), unit


def _moment(event):
    return datetime.combine(event.start, event.start_time or time.min)
