"""Calendars as programs subscribe to them (RFC 5545), by the library icalendar.

What others tripped over is in decision 24. Two calendars of the same content are equal byte for
byte: nothing in them is the time at which they were asked for.
"""

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from cities.dates.zone_rules import FIRST_YEAR, changes
from cities.models.calendar_state import NAMESPACE
from editorial.text.localized import localized

PRODUCT = "-//Sister Cities//Calendar//EN"
# Programs that ask more often than this are asked not to.
REFRESH = timedelta(hours=6)


class Writer:
    """Writes one calendar. `absolute` turns a path into a full address.

    `zone` is the home city's. It stands in a calendar of nothing, because one without any component
    is none (RFC 5545, 3.4), and some programs drop a subscription to it.
    """

    def __init__(self, name, absolute, zone, *, is_feed):
        self.absolute, self.zone, self.is_feed = absolute, zone, is_feed
        self.calendar = Calendar()
        self.zones = {}
        self.entries = []
        for key, value in {"version": "2.0", "prodid": PRODUCT, "calscale": "GREGORIAN"}.items():
            self.calendar.add(key, value)
        if is_feed:
            self.calendar.add("method", "PUBLISH")
            self.calendar.add("x-wr-calname", name)
            self.calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
            self.calendar.add("x-published-ttl", "PT6H")

    def add_event(self, event, home):
        """Add an event that is dated to the day; it was loaded by `to_enter`."""
        state = getattr(event.entry, "calendar", None)
        uid = state.uid if state else uuid.uuid5(NAMESPACE, f"entry/{event.entry_id}")
        entry = self._entry(uid, state, localized(event, "live_at").value)
        self._add_times(entry, event, home)
        self._add_state(entry, localized(event, "title"), event.state_word)
        self._add_texts(
            entry,
            _place(event),
            [str(localized(event, "text")), event.online_url, event.registration_url],
            event.get_absolute_url(),
        )
        self.entries.append(entry)

    def add_meeting(self, meeting):
        """Add one date of a rule of meetings."""
        rule = meeting.rule
        uid = meeting.uid or uuid.uuid5(NAMESPACE, f"entry/{rule.entry_id}/{meeting.day}")
        state = getattr(rule.entry, "calendar", None)
        entry = self._entry(uid, state, localized(rule, "live_at").value)
        self._add_moments(entry, meeting.start, meeting.end)
        self._add_state(entry, localized(rule, "title"), meeting.state)
        self._add_texts(
            entry,
            _place(rule),
            [str(localized(rule, "text")), rule.online_url, rule.notice_url],
            meeting.url,
        )
        self.entries.append(entry)

    def to_bytes(self):
        """Return the calendar with the time zones that it needs in front."""
        if not self.entries:
            zone = ZoneInfo("UTC") if changes(self.zone) is None else self.zone
            self.zones[zone.key] = _zone(zone)
        for name in sorted(self.zones):
            self.calendar.add_component(self.zones[name])
        for entry in self.entries:
            self.calendar.add_component(entry)
        return self.calendar.to_ical()

    def _entry(self, uid, state, published):
        entry = Event()
        changed = max(filter(None, [state and state.changed_at, published])).replace(microsecond=0)
        entry.add("uid", str(uid))
        entry.add("dtstamp", changed.astimezone(UTC))
        entry.add("last-modified", changed.astimezone(UTC))
        entry.add("sequence", state.sequence if state else 0)
        return entry

    def _add_times(self, entry, event, home):
        zone = event.zone(home)
        start, _end = event.moments(zone)
        if start:
            self._add_moments(entry, start, event.over(zone))
            return
        entry.add("dtstart", event.start)
        # Exclusive: the day after the last one.
        if (last := event.end or event.start) < date.max:
            entry.add("dtend", last + timedelta(days=1))

    def _add_moments(self, entry, start, end):
        entry.add("dtstart", self._written(start))
        if end:
            entry.add("dtend", self._written(end))

    def _written(self, moment):
        """Return a moment in its zone, whose rule is then added; without a rule in UTC."""
        zone = moment.tzinfo
        if moment.year < FIRST_YEAR or changes(zone) is None:
            return moment.astimezone(UTC)
        self.zones.setdefault(zone.key, _zone(zone))
        return moment

    def _add_state(self, entry, title, state_word):
        """Say the state in words: programs drop what says STATUS:CANCELLED, or pile it up."""
        summary = f"{state_word}: {title}" if state_word else str(title)
        entry.add("summary", summary)
        is_off = bool(state_word)
        entry.add("status", "CANCELLED" if is_off and not self.is_feed else "CONFIRMED")
        is_all_day = not isinstance(entry["dtstart"].dt, datetime)
        entry.add("transp", "TRANSPARENT" if is_off or is_all_day else "OPAQUE")

    def _add_texts(self, entry, place, told, path):
        url = self.absolute(path)
        if place:
            entry.add("location", place)
        entry.add("description", "\n".join(filter(None, [*told, url])))
        entry.add("url", url)


def _place(row):
    """Return where people go: the name of the place with its street, else the address online."""
    named = [str(localized(row, "place")), row.address]
    return ", ".join(filter(None, named)) or row.online_url


def _zone(zone):
    """Write a zone by the rule of its changes: desktop Outlook knows no lists of dates."""
    written = Timezone()
    written.add("tzid", zone.key)
    rules = changes(zone)
    if not rules:
        always = datetime(FIRST_YEAR, 1, 1, tzinfo=zone)
        observance = TimezoneStandard()
        observance.add("dtstart", always.replace(tzinfo=None))
        observance.add("tzoffsetfrom", always.utcoffset())
        observance.add("tzoffsetto", always.utcoffset())
        observance.add("tzname", always.tzname())
        written.add_component(observance)
        return written
    for rule in rules:
        observance = TimezoneDaylight() if rule.is_summer else TimezoneStandard()
        observance.add("dtstart", rule.begins)
        observance.add("tzoffsetfrom", rule.before)
        observance.add("tzoffsetto", rule.after)
        observance.add("tzname", rule.name)
        observance.add("rrule", {"freq": "yearly", "bymonth": rule.begins.month, "byday": rule.day})
        written.add_component(observance)
    return written
