"""One text field for a time of day, as people type it: "5 PM", "5:30 p.m.", "17:00", "noon"."""

import re
import unicodedata
from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cities.dates.moments import time_text

_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?::00)?\s*([ap])?\.?(?:m\.?)?")
_NAMED = {"noon": time(12), "midnight": time(0)}


class TimeField(forms.Field):
    """A time of day, or None."""

    widget = forms.TextInput

    def __init__(self, *, required=False, **kwargs):
        super().__init__(required=required, **kwargs)
        self.widget.attrs |= {"class": "vTimeField", "autocomplete": "off", "spellcheck": "false"}

    def prepare_value(self, value):
        """Show a stored time as the reader's language writes it."""
        return time_text(value).replace("\u00a0", " ") if isinstance(value, time) else value

    def to_python(self, value):
        """Return the time. Raises ValidationError with examples."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        written = _plain(str(value))
        if not written:
            return None
        found = _NAMED.get(written) or _read(written) or _as_printed(written)
        if found is None:
            words = _(
                "“%(time)s” is not a time that the site can read. Write it like 5 PM or 17:00."
            )
            raise ValidationError(words % {"time": value}, code="invalid")
        return found

    def has_changed(self, initial, data):
        """Return whether another time was typed; the same in other words is no change."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _plain(text):
    """Return a text with ordinary spaces and digits, in small letters."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _as_printed(written):
    """Return the time that the reader's language prints so, in words of its own: "下午5:00"."""
    numbers = re.findall(r"[0-9]+", written)
    if len(numbers) != 2:
        return None
    hour, minute = map(int, numbers)
    if hour > 23 or minute > 59:
        return None
    meant = {time(hour, minute), time(hour % 12, minute), time(hour % 12 + 12, minute)}
    return next((each for each in meant if _plain(time_text(each)) == written), None)


def _read(written):
    match = _CLOCK.fullmatch(written)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif match[2] is None:
        # "5" alone may be morning or evening.
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None
