"""Dates, numbers and texts as the reader's language writes them."""

import re
from datetime import datetime, timedelta

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from editorial.text import languages
from editorial.text.printed.unbroken import unbroken_text

_SPACES, _NO_BREAK = re.compile("[ \u202f]"), "\u00a0"
_WORD_JOINER = "\u2060"


def day(value):
    """Return a date as the reader's language writes it out: "November 1, 2026".

    Of a moment it is the day that it was here, not in Greenwich.
    """
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return format_date(value, "long", locale=languages.cldr(languages.current()))


def full_day(value):
    """Return a date with its day of the week: "Sunday, November 1, 2026"."""
    return format_date(value, "full", locale=languages.cldr(languages.current()))


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
    """Return a moment as it was here: "November 1, 2026, 2:05 PM".

    No language ends it with a dot, since sentences end with it: "2:05 p.m." is written "14:05".
    """
    time = _time(value)
    if time.endswith("."):
        time = f"{timezone.localtime(value):%H:%M}"
    return _("%(date)s, %(time)s") % {"date": day(value), "time": time}


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


def time_of_day(value):
    """Return a time as the reader's language writes it: "5:00 PM"."""
    return format_time(value, "short", locale=languages.cldr(languages.current()))


def number(value):
    """Return a number with the thousands grouped as the reader's language does it."""
    return format_decimal(value, locale=languages.cldr(languages.current()))


def money(value):
    """Return a sum in whole units of the program's currency, as the reader's language writes it.

    The language of the site puts the sign ("$5,000"), others the name ("5.000 dollari
    statunitensi"): elsewhere the sign may mean another currency.
    """
    locale = Locale.parse(languages.cldr(languages.current()))
    if languages.current() == settings.LANGUAGE_CODE:
        form = {"format": re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern)}
    else:
        form = {"format_type": "name"}
    written = format_currency(
        value, settings.CURRENCY, locale=locale, currency_digits=False, **form
    )
    return written.replace(" ", "") if languages.has_ideographs(written) else written


def with_lang(value):
    """Return a `Text` as HTML, with `lang` when it is not in the language of the page."""
    html = unbroken_text(value)
    if getattr(value, "lang", ""):
        return format_html('<span lang="{}">{}</span>', value.lang, html)
    return html
