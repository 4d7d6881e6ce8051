"""The map of the partner cities: azimuthal equidistant, centered on the home city, labels placed.

Every line from the middle is a great circle with true length and direction. The drawing has 1000
units a side and comes with two sizes of lettering, for wide and for narrow screens. A label takes
the first of eight places round its point, else of the same eight a little farther off, in which
it meets no other label, no point, no ray and not the frame; a city for which all are refused gets
the number of its row in the list beside the map, which runs from the nearest to the farthest.
"""

import math
from dataclasses import dataclass

from babel.numbers import format_decimal
from django.utils.translation import gettext, override

from cities.dates.calendar_text import locale_of
from cities.drawing.geography import MAP_RADIUS_KM, MAP_SIZE, Point, bearing, project
from cities.drawing.label_places import (
    GAP,
    MIDDLE,
    POINT_SIZE,
    Label,
    Line,
    Obstacles,
    label_at,
    label_beside,
    outward_places,
    point_box,
)
from cities.drawing.land import land_path
from editorial.text import languages

MIDPOINT = MAP_SIZE // 2

# Lettering in units: 34 is for screens from 64rem, 42 for narrower ones.
LABEL_SIZE, SMALL_LABEL_SIZE = 34, 42
RING_LABEL_SIZE, SMALL_RING_LABEL_SIZE = 27, 38

RINGS_KM = (5_000, 10_000)

NAME_GAPS = (GAP, 2 * GAP)

# Beside the home city a label reads best; rays leave it on all sides, so it may stand farther off.
HOME_PLACES = ((-1, 0), (1, 0), (-1, 1), (1, 1), (-1, -1), (1, -1), (0, 1), (0, -1))
HOME_GAPS = (GAP, 3 * GAP, 6 * GAP)

# Where on its circle a ring is labeled, in degrees clockwise from north: below, if it can be.
RING_LABEL_ANGLES = (180, 0, 225, 135, 270, 90, 315, 45)


@dataclass(frozen=True)
class Place:
    """A city to be drawn: its name, the name's language ("" for the page's), where it is, link."""

    name: str
    lang: str
    point: Point
    url: str = ""


@dataclass(frozen=True)
class MapPoint:
    """A city on the map. Either the label holds its name, or `number` is set and it holds that.

    `x` and `y` are the middle of its square, and the outer end of its ray. `is_beyond` tells that
    the city lies farther away than the map reaches: it then stands at the edge, in the true
    direction, and the list has the true distance. `label` is None only where not even the number
    found a place.
    """

    x: int
    y: int
    name: str
    lang: str
    url: str
    label: Label | None
    number: int | None
    is_beyond: bool


@dataclass(frozen=True)
class Ring:
    """A circle of equal distance around the middle; no label where none found a place."""

    radius: int
    label: Label | None


@dataclass(frozen=True)
class WorldMap:
    """The whole drawing in units of a square of `size`, with the sizes of its lettering.

    `land` is the path of the coasts, to be filled by even and odd.
    """

    size: int
    land: str
    point_size: int
    label_size: int
    ring_label_size: int
    rings: tuple[Ring, ...]
    home: MapPoint
    points: tuple[MapPoint, ...]

    @property
    def has_numbers(self):
        """Whether a city is drawn with its number in the list instead of its name."""
        return any(point.number is not None for point in self.points)


@dataclass(frozen=True)
class _Spot:
    """A place with what the map needs to know of it."""

    place: Place
    x: int
    y: int
    degrees: float
    rank: int
    is_beyond: bool


def world_map(home, places, small=False, language=None):
    """Draw the map of `places` (Place) around `home`; points come out in the order of places.

    `small` takes the lettering for narrow screens. The language, the reader's own by default, is
    that of the rings' labels.
    """
    label_size = SMALL_LABEL_SIZE if small else LABEL_SIZE
    ring_label_size = SMALL_RING_LABEL_SIZE if small else RING_LABEL_SIZE
    spots = _spots(home, places)
    obstacles = Obstacles(
        boxes=[point_box(MIDPOINT, MIDPOINT), *(point_box(spot.x, spot.y) for spot in spots)],
        rays=[Line(MIDPOINT, MIDPOINT, spot.x, spot.y) for spot in spots],
    )
    home_label = _take_first(_home_labels(home, label_size), obstacles)
    labels = _place_labels(spots, obstacles, label_size)
    rings = [
        Ring(
            radius=_units(km),
            label=_take_first(_ring_labels(km, ring_label_size, language), obstacles),
        )
        for km in RINGS_KM
    ]
    return WorldMap(
        size=MAP_SIZE,
        land=land_path(home.point),
        point_size=POINT_SIZE,
        label_size=label_size,
        ring_label_size=ring_label_size,
        rings=tuple(rings),
        home=MapPoint(MIDPOINT, MIDPOINT, home.name, home.lang, home.url, home_label, None, False),
        points=tuple(_map_point(spot, labels[spot]) for spot in spots),
    )


def point_on_map(home, there):
    """Return the `MapPoint` of one place that is drawn alone and without its name.

    `home` and `there` are `Point`s.
    """
    spots = _spots(Place("", "", home), [Place("", "", there)])
    return _map_point(spots[0], None)


def _units(km):
    return round(km * MIDPOINT / MAP_RADIUS_KM)


def _spots(home, places):
    ways = [bearing(home.point, place.point) for place in places]
    nearest_first = sorted(range(len(ways)), key=lambda index: ways[index].km)
    spots = []
    for index, (place, way) in enumerate(zip(places, ways, strict=True)):
        x, y = project(home.point, place.point)
        is_beyond = way.km > MAP_RADIUS_KM
        if is_beyond:
            angle, reach = math.radians(way.degrees), MIDPOINT - POINT_SIZE
            x, y = MIDPOINT + reach * math.sin(angle), MIDPOINT - reach * math.cos(angle)
        rank = nearest_first.index(index) + 1
        spots.append(_Spot(place, round(x), round(y), way.degrees, rank, is_beyond))
    return spots


def _place_labels(spots, obstacles, size):
    """Find a label for each spot, those with the fewest free places first; None where none fits.

    Names go before numbers, so that a number never costs another city its name.
    """
    choices = {spot: _labels_beside(spot, spot.place.name, size) for spot in spots}
    free = {
        spot: sum(obstacles.leave_room_for(label) for label in labels)
        for spot, labels in choices.items()
    }
    in_turn = sorted(spots, key=lambda spot: (free[spot], spot.rank))
    labels = {spot: _take_first(choices[spot], obstacles) for spot in in_turn}
    for spot in in_turn:
        if labels[spot] is None:
            labels[spot] = _take_first(_labels_beside(spot, str(spot.rank), size), obstacles)
    return labels


def _take_first(labels, obstacles):
    """Return the first label with room, and make it an obstacle for the next; None without room."""
    for label in labels:
        if obstacles.leave_room_for(label):
            obstacles.boxes.append(label.box)
            return label
    return None


def _labels_beside(spot, text, size):
    return [
        label_beside(text, (spot.x, spot.y), place, size, gap)
        for gap in NAME_GAPS
        for place in outward_places(spot.degrees)
    ]


def _home_labels(home, size):
    return [
        label_beside(home.name, (MIDPOINT, MIDPOINT), place, size, gap)
        for gap in HOME_GAPS
        for place in HOME_PLACES
    ]


def _ring_labels(km, size, language):
    language = language or languages.current()
    with override(language):
        distance = format_decimal(km, locale=locale_of(language))
        text = gettext("%(distance)s km") % {"distance": distance}
    radius = _units(km)
    labels = []
    for degrees in RING_LABEL_ANGLES:
        angle = math.radians(degrees)
        x = MIDPOINT + radius * math.sin(angle)
        y = MIDPOINT - radius * math.cos(angle)
        labels.append(label_at(text, x, y + MIDDLE * size, "middle", size))
    return labels


def _map_point(spot, label):
    is_named = label is not None and label.text == spot.place.name
    return MapPoint(
        x=spot.x,
        y=spot.y,
        name=spot.place.name,
        lang=spot.place.lang,
        url=spot.place.url,
        label=label,
        number=None if is_named else spot.rank,
        is_beyond=spot.is_beyond,
    )
