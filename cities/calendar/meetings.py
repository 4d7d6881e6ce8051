"""The dates that rules of meetings give, exceptions among them, as readers are told of them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.dates.honest_date import HonestDate, Unit
from cities.dates.moments import moment, span_text
from cities.models import MeetingException, MeetingRule
from editorial.text import languages

# No date is moved farther than this.
MOVED = timedelta(days=366)


@dataclass(frozen=True)
class Meeting:
    """One date of a rule: `day` is the one that the rule gives, and its name for ever.

    `start` and `end` (or None) are moments of the home city. `rule_uid` is what calendars know its
    rule by, None before that was ever public.
    """

    rule: MeetingRule
    day: date
    start: datetime
    end: datetime | None
    cancelled: bool = False
    rule_uid: uuid.UUID | None = None

    @property
    def uid(self):
        """Return what calendar programs know it by, wherever it is moved; None in a preview."""
        return self.rule_uid and uuid.uuid5(self.rule_uid, self.day.isoformat())

    @property
    def anchor(self):
        """Return its anchor on the page of what is coming."""
        return f"meeting-{self.day.isoformat()}"

    @property
    def url(self):
        """Return the address of its place on that page."""
        return f"{self.rule.get_absolute_url()}#{self.anchor}"

    @property
    def file_url(self):
        """Return the address of its file for calendars, the same wherever it is moved.

        "" where nobody need come, and before its rule was ever public.
        """
        if self.rule_uid is None or self.cancelled:
            return ""
        return reverse("cities:meeting_file", args=[self.rule_uid, self.day])

    @property
    def when(self):
        """Print its day with the weekday, and its times."""
        return span_text(self.start, self.end)

    @property
    def state(self):
        """Return the word for why nobody need come; "" where it takes place."""
        return _("Cancelled") if self.cancelled else ""

    @property
    def iso(self):
        """Return its beginning for machines."""
        return self.start.isoformat(timespec="minutes")

    @property
    def planned_for(self):
        """Print the day that the rule gives, where it takes place on another one; else ""."""
        if self.start.date() == self.day:
            return ""
        return HonestDate(self.day, Unit.DAY).text()


def meetings(draft, home, first, last):
    """List the meetings from one day to another, in order; with a draft of a rule its dates."""
    visible = MeetingRule.objects.visible(languages.current()).in_order().with_exceptions()
    found = []
    for rule in draft.over(MeetingRule, visible):
        exceptions = draft.parts(rule, rule.meetingexceptions.all())
        # A rule may hold for long, and a date may be moved over the edge.
        days = rule.days(max(rule.valid_from, first - MOVED), min(rule.valid_until, last + MOVED))
        found += _of_rule(rule, days, {each.day: each for each in exceptions}, home)
    between = [meeting for meeting in found if first <= meeting.start.date() <= last]
    return sorted(between, key=lambda meeting: meeting.start)


def meeting_of(home, uid, day):
    """Return what takes place instead of a day of a rule, by what calendars know the rule by.

    None where no public rule gives that day.
    """
    visible = MeetingRule.objects.visible(languages.current()).with_exceptions()
    rule = visible.filter(entry__calendar__uid=uid).first()
    if rule is None:
        return None
    exceptions = {each.day: each for each in rule.meetingexceptions.all()}
    return next(_of_rule(rule, rule.days(day, day), exceptions, home), None)


def _of_rule(rule, days, exceptions, home):
    state = getattr(rule.entry, "calendar", None)
    for day in days:
        other = exceptions.get(day) or MeetingException(day=day)
        held_on = other.new_day or day
        start = moment(held_on, other.new_time or rule.start_time, home.zone)
        end = None
        if rule.end_time and not other.new_time:
            end = moment(held_on, rule.end_time, home.zone)
        yield Meeting(rule, day, start, end, other.cancelled, state and state.uid)
