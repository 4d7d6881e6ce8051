"""Where cities, goals and events are shown, for previews of their drafts."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import City, Event, Goal, RelationshipGoal
from editorial.previews.places import Place
from editorial.text import languages
from editorial.text.localized import localized

# A source may be cited by hundreds.
MOST_EVENTS = 10


def of_city(draft):
    """A city's own page, the lists that it is in, and the goals that it pursues."""
    city = draft.root
    home = Place("", _("Home page"))
    cities = Place.at(reverse("cities:city_list"), _("Cities"))
    if city.is_home:
        return [home, cities]
    goals = [own.goal for own in draft.parts(city, RelationshipGoal.objects.none())]
    return [_own(city), cities, home, _history(), *map(_own, _visible(goals))]


def of_goal(draft):
    """A goal's own page and the lists that it is in."""
    goals = Place.at(reverse("cities:goal_list"), _("Goals"))
    return [_own(draft.root), goals, Place("", _("Home page"))]


def of_event(draft):
    """The event's own page, the history, its cities and goals, and the sources."""
    event, language = draft.root, languages.current()
    cities = City.objects.visible(language).partners().filter(pk__in=draft.many["cities"])
    goals = Goal.objects.visible(language).filter(pk__in=draft.many["goals"])
    own = [_own(row, event.anchor if row in cities else "") for row in (*cities, *goals)]
    page = Place.at(event.get_absolute_url(), _("Its own page"))
    sources = Place.at(reverse("cities:source_list"), _("Sources"))
    return [page, _history(event.anchor), *own, sources]


def of_source(draft):
    """The page of all sources, and the events that cite it."""
    anchor = draft.root.anchor
    sources = Place.at(f"{reverse('cities:source_list')}#{anchor}", _("Sources"))
    events = Event.objects.visible(languages.current()).in_order().to_name()
    citing = events.filter(citations__source=draft.root.pk).distinct()[:MOST_EVENTS]
    return [
        sources,
        *(Place.at(event.get_absolute_url(), localized(event, "title")) for event in citing),
    ]


def of_meeting_rule(draft):
    """What is coming, and the home page, which names the next date."""
    return [Place.at(reverse("cities:coming"), _("Coming")), Place("", _("Home page"))]


def _own(row, anchor=""):
    return Place.at(f"{row.get_absolute_url()}#{anchor}", localized(row, "name"))


def _history(anchor=""):
    return Place.at(f"{reverse('cities:history')}#{anchor}", _("History"))


def _visible(rows):
    return [row for row in rows if row.is_visible(languages.current())]
