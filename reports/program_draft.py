"""What a first draft says of the program: its meetings of the year, and what the next one brings.

All of it stands in the record and in the calendar; the office adds who sat on the board.
"""

from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.calendar.meetings import meetings
from cities.dates.honest_date import HonestDate, Unit
from cities.history.anniversaries import round_in
from cities.models import City, Event
from editorial.previews.draft import NO_DRAFT
from editorial.text.localized import localized

# So many announced events of the next year are named, the first ones.
MOST_EVENTS = 20


def meetings_in_words(year, language):
    """List in rich text the meetings that the calendar had in a year; "" where it had none.

    Those that were called off are left out. Whether the others were held it does not know.
    """
    home = City.objects.home()
    if home is None:
        return ""
    found = meetings(NO_DRAFT, home, date(year, 1, 1), date(year, 12, 31))
    lines = [
        _dated(HonestDate(each.start.date(), Unit.DAY), localized(each.rule, "title", language))
        for each in found
        if not each.cancelled
    ]
    if not lines:
        return ""
    words = _("Meetings in the calendar of %(year)s:") % {"year": year}
    return format_html("<p>{}</p>{}", words, _listed(lines))


def next_in_words(year, language):
    """List in rich text what the year after one brings; "" where nothing is known of it.

    These are round anniversaries of sister cities, and events that are announced already.
    """
    lines = []
    for city in City.objects.visible(language).partners().in_order().prefetch_related("stages"):
        if found := round_in(city, year + 1):
            when, years = found
            words = ngettext("%(years)s year with %(city)s", "%(years)s years with %(city)s", years)
            name = localized(city, "name", language)
            lines.append((when, words % {"years": years, "city": name}))
    announced = Event.objects.visible(language).filter(start__year=year + 1, cancelled=False)
    announced = announced.filter(postponed_to=None).in_order().to_name()[:MOST_EVENTS]
    lines += [(event.starts, localized(event, "title", language)) for event in announced]
    lines.sort(key=lambda line: line[0].first)
    return _listed([_dated(when, words) for when, words in lines]) if lines else ""


def _dated(when, words):
    return _("%(date)s: %(title)s") % {"date": when.text(), "title": words}


def _listed(lines):
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((x,) for x in lines)))
