"""Where cities, goals and events are shown, for previews of their drafts."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import City, Goal, RelationshipGoal
from editorial.previews.places import Place
from editorial.text import languages
from editorial.text.localized import localized


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
    """The history, and the pages of the event's cities and goals."""
    event, language = draft.root, languages.current()
    cities = City.objects.visible(language).partners().filter(pk__in=draft.many["cities"])
    goals = Goal.objects.visible(language).filter(pk__in=draft.many["goals"])
    own = [_own(row, event.anchor if row in cities else "") for row in (*cities, *goals)]
    return [_history(event.anchor), *own]


def _own(row, anchor=""):
    return Place.at(f"{row.get_absolute_url()}#{anchor}", localized(row, "name"))


def _history(anchor=""):
    return Place.at(f"{reverse('cities:history')}#{anchor}", _("History"))


def _visible(rows):
    return [row for row in rows if row.is_visible(languages.current())]
