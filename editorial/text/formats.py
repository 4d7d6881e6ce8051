"""Dates, numbers and texts as the reader's language writes them."""

import re
from datetime import datetime, timedelta

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from editorial.text import languages

_SPACES, _NO_BREAK = re.compile("[ \u202f]"), "\u00a0"
_WORD_JOINER = "\u2060"


def day(value):
    """Return a date as the reader's language writes it out: "November 1, 2026".

    Of a moment it is the day that it was here, not in Greenwich.
    """
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return format_date(value, "long", locale=languages.cldr(languages.current()))


def whole_day(value):
    """Return a date as `day` does, but so that no line can end within it.

    Chinese and Japanese have no spaces and break anywhere; joiners of words keep them together.
    """
    words = day(value)
    if languages.has_ideographs(words):
        return _WORD_JOINER.join(words)
    return _SPACES.sub(_NO_BREAK, words)


def short_day(value):
    """Return a day as short as it can be said: "Nov 3", with its year when that is another one."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    skeleton = "MMMd" if value.year == timezone.localdate().year else "yMMMd"
    return format_skeleton(skeleton, value, locale=languages.cldr(languages.current()))


def moment(value):
    """Return a moment as it was here: "November 1, 2026, 14:05". No language ends it with a dot."""
    return f"{day(value)}, {timezone.localtime(value):%H:%M}"


def since(value):
    """Return a moment as a list tells it: "Today, 9:20 AM", "Nov 3, 2:40 PM"."""
    passed = timezone.localdate() - timezone.localdate(value)
    if passed == timedelta(0):
        return _("Today, %(time)s") % {"time": _time(value)}
    if passed == timedelta(days=1):
        return _("Yesterday, %(time)s") % {"time": _time(value)}
    return dated(value)


def dated(value):
    """Return a moment in short, as it stands in a sentence: "Nov 3, 2:40 PM"."""
    date = timezone.localdate(value)
    skeleton = "MMMd" if date.year == timezone.localdate().year else "yMMMd"
    date = format_skeleton(skeleton, date, locale=languages.cldr(languages.current()))
    return _("%(date)s, %(time)s") % {"date": date, "time": _time(value)}


def _time(value):
    here = timezone.localtime(value).replace(tzinfo=None)
    return format_time(here, "short", locale=languages.cldr(languages.current()))


def number(value):
    """Return a number with the thousands grouped as the reader's language does it."""
    return format_decimal(value, locale=languages.cldr(languages.current()))


def with_lang(value):
    """Return a `Text` as HTML, with `lang` when it is not in the language of the page."""
    if getattr(value, "lang", ""):
        return format_html('<span lang="{}">{}</span>', value.lang, value.value)
    return format_html("{}", str(value))
