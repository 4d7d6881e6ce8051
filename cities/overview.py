"""The cities of the program at a glance: home, the partners in their order, how far and since when.

Every page needs them (the mark has a ray to each partner), so they are kept until the next
publication. Requests share them: nobody changes what an `Overview` holds.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from cities.city_facts import country_name
from cities.dates.honest_date import since_text
from cities.drawing.geography import bearing
from cities.drawing.program_mark import program_mark
from cities.drawing.world_map import Place, world_map
from cities.models import City
from editorial.cache.decorators import next_midnight
from editorial.previews.draft import made_for
from editorial.text import languages
from editorial.text.localized import localized


@dataclass(frozen=True)
class Overview:
    """The home city, or None before any content is loaded, and the partners, oldest tie first."""

    home: City | None
    partners: list

    def program_mark(self, lit=None):
        """Return the program's mark; `lit` is the partner whose ray stands out."""
        index = self.partners.index(lit) if lit is not None else None
        return program_mark([city.bearing for city in self.partners], lit=index)

    def nearest_first(self):
        """List the partners by their distance."""
        return sorted(self.partners, key=lambda city: city.bearing.km)

    def maps(self):
        """Draw the map for wide and for narrow screens: `(wide, narrow)`."""
        return self._maps

    @cached_property
    def _maps(self):
        home = _place(self.home)
        places = [_place(city, city.get_absolute_url()) for city in self.partners]
        return world_map(home, places), world_map(home, places, small=True)

    def partner(self, slug):
        """Return the partner with that address, or None."""
        return next((city for city in self.partners if city.slug == slug), None)

    def first_contact(self, events):
        """Return the `HonestDate` with which the history begins; None if nothing is dated.

        That is the oldest tie, or the oldest of the `events` with a partner.
        """
        starts = [city.sister_stage.starts for city in self.partners if city.sister_stage]
        starts += [event.starts for event in events if event.shown_cities]
        known = [start for start in starts if start.is_known]
        return min(known, key=lambda start: (start.first, start.last), default=None)

    def first_year(self, events):
        """Return the year in which the history begins; None if nothing is dated."""
        first = self.first_contact(events)
        return first.first.year if first else None

    def neighbors(self, city):
        """Return the partners before and after this one in time; None at either end."""
        index = self.partners.index(city)
        after = self.partners[index + 1] if index + 1 < len(self.partners) else None
        return (self.partners[index - 1] if index else None), after


def overview(request):
    """Return the `Overview` in the reader's language: kept, or read by three queries."""
    if not hasattr(request, "cities_overview"):
        request.cities_overview = made_for(request, _read)
    return request.cities_overview


def required_overview(request):
    """Return the `Overview` for pages that make no sense without a home city. Raises Http404."""
    found = overview(request)
    if found.home is None:
        raise Http404
    return found


def until_midnight(request):
    """Return when today ends in the home city, for pages that name what lies ahead of today.

    None before there is a home city.
    """
    home = overview(request).home
    return next_midnight(home.zone) if home else None


def _read(draft):
    visible = City.objects.visible(languages.current()).with_relationship().in_order()
    home, partners = None, []
    for city in draft.over(City, visible):
        if city.is_home:
            home = city
        else:
            partners.append(city)
    if home is None:
        return Overview(None, [])
    for city in partners:
        city.bearing = bearing(home.point, city.point)
        city.since = since(city)
        city.country_name = country_name(city.country)
        city.own_name_beside = _own_name_beside(city)
    found = Overview(home, partners)
    for city in partners:
        # Stands in for the emblem of a city that has none yet.
        city.program_mark = found.program_mark(lit=city)
    return found


def since(city):
    """Say to the year since when it is a sister city: "since 1988 or earlier"; "" if unknown."""
    stage = city.sister_stage
    return since_text(stage.starts.to_the_year()) if stage else ""


def _own_name_beside(city):
    """Return its own name as it stands beside its name; None where both are the same."""
    own, name = city.own_name, localized(city, "name").value
    return own if own and _bare(own.name) != _bare(name) else None


def _bare(name):
    """Return a name without the word "city", which Chinese and Japanese may add to it."""
    return name.removesuffix("市")


def _place(city, url=""):
    name = localized(city, "name")
    return Place(name=name.value, lang=name.lang, point=city.point, url=url)
