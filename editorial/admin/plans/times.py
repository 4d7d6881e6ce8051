"""Moments as people say them, and as they type them: by the clock of the office."""

import datetime

from babel.dates import format_date, format_time, format_timedelta
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.text import languages
from editorial.text.formats import time_of_day

# Below that many of a unit the next smaller one is said: "in 10 days", not "in 1 week".
_THRESHOLD = 14


def in_words(at, office):
    """Name a moment: "Monday, December 7, 2026, 9:00 AM, Hometown time"."""
    values = {"day": _day(at, office), "time": _clock(at, office), "place": office.name}
    if not office.name:
        return _("%(day)s, %(time)s (%(zone)s)") % {**values, "zone": office.zone.key}
    return _("%(day)s, %(time)s, %(place)s time") % values


def distance(at, office, now=None):
    """Say how far off a moment is: "in 3 days", "2 hours ago". From two days on nights count."""
    now = now or timezone.now()
    nights = (at.astimezone(office.zone).date() - now.astimezone(office.zone).date()).days
    length, unit = at - now, "minute"
    if abs(nights) > 1:
        length, unit = datetime.timedelta(days=nights), "day"
    threshold = _THRESHOLD if unit == "day" else 1
    locale = languages.cldr(languages.current())
    return format_timedelta(length, unit, threshold, add_direction=True, locale=locale)


def now_there(office):
    """Say what the clock shows where the office is."""
    return _clock(timezone.now(), office)


def _day(at, office):
    locale = languages.cldr(languages.current())
    return format_date(at.astimezone(office.zone).date(), "full", locale=locale)


def _clock(at, office):
    locale = languages.cldr(languages.current())
    there = at.astimezone(office.zone)
    # The narrow space before "AM" is in no font of ours.
    return format_time(there.timetz(), "short", locale=locale).replace("\u202f", "\u00a0")


class WhenForm(forms.Form):
    """A date and a time by the office's clock. `at` is the moment, once the form is valid."""

    day = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("This is not a date. Write it like 2026-12-07.")},
    )
    clock = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": gettext_lazy("This is not a time. Write it like 09:00.")},
    )
    # Only asked in the hour that comes twice.
    which = forms.ChoiceField(
        label=gettext_lazy("This hour comes twice that night. Which one?"),
        required=False,
        choices=[
            ("first", gettext_lazy("the first, before the clocks go back")),
            ("second", gettext_lazy("the second, after the clocks went back")),
        ],
        widget=forms.RadioSelect,
    )

    at = None

    def __init__(self, data=None, *, office, at=None, **kwargs):
        there = at and at.astimezone(office.zone)
        initial = {"day": there.date(), "clock": there.time()} if at else {}
        super().__init__(data, initial=initial, label_suffix="", **kwargs)
        self.office = office
        self.asks_which = False

    def clean(self):
        """Ask for what is missing, and explain hours that the clock does not show once."""
        values = super().clean()
        day, clock = values.get("day"), values.get("clock")
        if day is None and "day" not in self.errors:
            self.add_error("day", _("On which day? A time alone is not enough."))
        if clock is None and "clock" not in self.errors:
            self.add_error("clock", _("At what time? A date alone publishes nothing."))
        if not self.errors:
            self._read(datetime.datetime.combine(day, clock), values.get("which"))
        for name in {"day", "clock"} & self.errors.keys():
            self.fields[name].widget.attrs["aria-describedby"] = f"error-{name}"
        return values

    def _read(self, naive, which):
        first, second = (
            naive.replace(tzinfo=self.office.zone, fold=fold).astimezone(datetime.UTC)
            for fold in (0, 1)
        )
        if first.astimezone(self.office.zone).replace(tzinfo=None) != naive:
            words = _(
                "There is no %(time)s on that day: the clocks go forward. Choose an hour earlier "
                "or later."
            )
            self.add_error("clock", words % {"time": time_of_day(naive.time())})
            return
        if first != second and not which:
            self.asks_which = True
            self.add_error("which", _("Choose one of the two."))
            return
        self.asks_which = first != second
        self.at = second if which == "second" else first
        if self.at <= timezone.now():
            self.add_error(
                "clock" if naive.date() == self._today() else "day",
                _("This time has passed: it is %(now)s there now. Choose a time that lies ahead.")
                % {"now": now_there(self.office)},
            )

    def _today(self):
        return timezone.now().astimezone(self.office.zone).date()
