"""Dates, numbers and texts as the reader's language writes them."""

from datetime import datetime

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.html import format_html

from editorial.text import languages


def day(value):
    """Return a date as the reader's language writes it out: "November 1, 2026".

    Of a moment it is the day that it was here, not in Greenwich.
    """
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return format_date(value, "long", locale=languages.cldr(languages.current()))


def short_day(value):
    """Return a day as short as it can be said: "Nov 3", with its year when that is another one."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    skeleton = "MMMd" if value.year == timezone.localdate().year else "yMMMd"
    return format_skeleton(skeleton, value, locale=languages.cldr(languages.current()))


def moment(value):
    """Return a moment as it was here: "November 1, 2026, 14:05". No language ends it with a dot."""
    return f"{day(value)}, {timezone.localtime(value):%H:%M}"


def number(value):
    """Return a number with the thousands grouped as the reader's language does it."""
    return format_decimal(value, locale=languages.cldr(languages.current()))


def with_lang(value):
    """Return a `Text` as HTML, with `lang` when it is not in the language of the page."""
    if getattr(value, "lang", ""):
        return format_html('<span lang="{}">{}</span>', value.lang, value.value)
    return format_html("{}", str(value))
