"""Lists that Django draws say dates as the pages of the desk do."""

from datetime import UTC, date, datetime

from django.utils.formats import localize
from django.utils.timezone import template_localtime

from editorial.text import formats

WHEN = datetime(2026, 12, 1, 1, 26, tzinfo=UTC)


def test_english_lists_say_moments_and_days_as_the_rest_of_the_desk():
    assert localize(template_localtime(WHEN)) == "November 30, 2026, 6:26 PM"
    assert localize(template_localtime(WHEN)) == formats.moment(WHEN).replace("\u202f", " ")
    assert localize(date(2026, 11, 30)) == formats.day(date(2026, 11, 30))
