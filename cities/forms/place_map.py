"""Where two coordinates lie, on the site's own map: beside the fields, and while somebody types."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cities.drawing.geography import Bearing, Point, bearing
from cities.drawing.land import land_path
from cities.drawing.world_map import MapPoint, point_on_map
from cities.forms.coordinates import LatitudeField, LongitudeField
from cities.models import City
from editorial.text.localized import Text, localized

TEMPLATE = "admin/widgets/place_map.html"


@dataclass(frozen=True)
class Found:
    """A place on the map around home: its point, the land, and how far and which way it lies."""

    home: Text
    land: str
    point: MapPoint
    way: Bearing


def found_at(latitude, longitude):
    """Return what is `Found` at two coordinates as they were typed, or None."""
    try:
        latitude = LatitudeField(required=False).clean(latitude)
        longitude = LongitudeField(required=False).clean(longitude)
    except ValidationError:
        return None
    where = ["is_home", "latitude", "longitude"]
    rows = City.objects.filter(is_home=True).select_related("entry")
    home = rows.only_texts("name", facts=where).first()
    name = localized(home, "name")
    # It has a name where it is public.
    if not name or latitude is None or longitude is None:
        return None
    there = Point(latitude, longitude)
    point, way = point_on_map(home.point, there), bearing(home.point, there)
    return Found(name, land_path(home.point), point, way)


def printed(latitude, longitude):
    """Return the map as HTML."""
    return render_to_string(TEMPLATE, {"found": found_at(latitude, longitude)})


@require_GET
@never_cache
def show_place(request):
    """Answer where typed coordinates lie, as a piece of HTML. Nothing is written."""
    typed = (request.GET.get(name, "") for name in ("latitude", "longitude"))
    return render(request, TEMPLATE, {"found": found_at(*typed)})
