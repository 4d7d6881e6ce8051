"""What visitors find of cities, goals and the history, and what stands beside each.

Sources are found while something public rests on them, rules of meetings while they give a date to
come: else no page shows them. Memories are found with the event beside which they stand.
"""

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cities.calendar.coming import MEETINGS_AHEAD
from cities.calendar.meetings import Meeting
from cities.history.memories import teller
from cities.models import City, Event, Goal, MeetingRule, Memory, Source
from cities.sources import listed_for
from editorial.search.findable import Findable
from editorial.text import languages
from editorial.text.formats import day
from editorial.text.localized import localized


def _cities():
    return City.objects.partners().select_related("entry")


def _goals():
    return Goal.objects.select_related("entry")


def _events():
    return Event.objects.select_related("entry").with_cities(languages.current())


def _about_city(city):
    return [(_("City"), ""), (city.country_in_words, "")]


def _about_goal(goal):
    return [(_("Goal"), "")]


def _about_event(event):
    names = [localized(city, "name") for city in event.shown_cities]
    return [
        (event.get_kind_display(), ""),
        (event.when(), ""),
        *((name.value, name.lang) for name in names),
    ]


def _is_partner(city):
    return not city.is_home


def _remembered(events):
    """Yield the public memories beside events, in each of their languages."""
    for memory in Memory.objects.public().filter(event__in=events):
        by_whom = teller(memory.told_by, memory.told_year)
        for code in languages.codes():
            if text := getattr(memory, languages.column("text", code)):
                yield memory.event_id, code, text, by_whom


# --- Sources ------------------------------------------------------------------------------------


def _sources():
    return Source.objects.select_related("entry")


def _on_their_page():
    return listed_for(languages.current())


def _about_source(source):
    return [
        (capfirst(gettext("source")), ""),
        (source.publisher, _other(source.language)),
        (day(source.published) if source.published else "", ""),
    ]


def _language_of_source(source):
    return _other(source.language)


def _other(tag):
    """Return a language tag where it is not that of the page."""
    return "" if tag == languages.tag(languages.current()) else tag


# --- Meetings -----------------------------------------------------------------------------------


def _rules():
    return MeetingRule.objects.select_related("entry")


def _holding():
    first, last = _days_ahead()
    return MeetingRule.objects.filter(valid_until__gte=first, valid_from__lte=last)


def _days_ahead():
    today = timezone.localdate()
    return today, today + MEETINGS_AHEAD


def _next_date(rule):
    """Return the address of the next date of a rule."""
    days = rule.days(*_days_ahead())
    return Meeting(rule, days[0], None, None).url if days else rule.get_absolute_url()


def _about_rule(rule):
    return [(_("Meeting"), "")]


FINDABLE = [
    Findable(
        City,
        "cities",
        _("Cities"),
        10,
        rows=_cities,
        about=_about_city,
        is_found=_is_partner,
        is_place=True,
    ),
    Findable(Goal, "goals", _("Goals"), 20, rows=_goals, about=_about_goal),
    Findable(
        Event,
        "history",
        _("History"),
        90,
        rows=_events,
        about=_about_event,
        date="start",
        concerns="cities",
        beside=_remembered,
    ),
    Findable(
        MeetingRule,
        "meetings",
        _("Meetings"),
        45,
        rows=_rules,
        about=_about_rule,
        address=_next_date,
        standing=_holding,
    ),
    Findable(
        Source,
        "sources",
        _("Sources"),
        95,
        rows=_sources,
        about=_about_source,
        standing=_on_their_page,
        facts_language=_language_of_source,
        date="published",
    ),
]
