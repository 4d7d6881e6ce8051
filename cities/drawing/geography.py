"""Distance and direction from the home city, on a sphere, and the map projection built on them.

The numbers are great circles on a sphere of the Earth's mean radius, as in the fact sheet; they
differ from the ellipsoid by about half a percent at most, and pages round them to ten.
"""

import math
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EARTH_RADIUS_KM = 6371.0088
KM_PER_MILE = 1.609344

# The map of the design: a disc of this radius around the home city, in a square of this size.
MAP_RADIUS_KM = 11_900
MAP_SIZE = 1000


class Direction(TextChoices):
    """The eight points of the compass, clockwise from north."""

    NORTH = "n", _("north")
    NORTHEAST = "ne", _("northeast")
    EAST = "e", _("east")
    SOUTHEAST = "se", _("southeast")
    SOUTH = "s", _("south")
    SOUTHWEST = "sw", _("southwest")
    WEST = "w", _("west")
    NORTHWEST = "nw", _("northwest")

    @property
    def short(self):
        """The point as tables print it: "NW"."""
        return SHORT_DIRECTIONS[self]

    @classmethod
    def nearest(cls, degrees):
        """Return the point nearest to a bearing in degrees clockwise from north."""
        return list(cls)[int((degrees + 22.5) // 45) % 8]


SHORT_DIRECTIONS = {
    Direction.NORTH: pgettext_lazy("compass point", "N"),
    Direction.NORTHEAST: pgettext_lazy("compass point", "NE"),
    Direction.EAST: pgettext_lazy("compass point", "E"),
    Direction.SOUTHEAST: pgettext_lazy("compass point", "SE"),
    Direction.SOUTH: pgettext_lazy("compass point", "S"),
    Direction.SOUTHWEST: pgettext_lazy("compass point", "SW"),
    Direction.WEST: pgettext_lazy("compass point", "W"),
    Direction.NORTHWEST: pgettext_lazy("compass point", "NW"),
}


@dataclass(frozen=True)
class Point:
    """A place on the Earth in degrees; north and east are positive.

    Takes what `float` takes, so decimals from the database too. Raises ValueError outside
    -90 to 90 and -180 to 180.
    """

    latitude: float
    longitude: float

    def __post_init__(self):
        latitude, longitude = float(self.latitude), float(self.longitude)
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError(f"Not a place on the Earth: {latitude}, {longitude}")
        object.__setattr__(self, "latitude", latitude)
        object.__setattr__(self, "longitude", longitude)


@dataclass(frozen=True)
class Bearing:
    """How far and which way a place lies; `degrees` are the initial bearing, 0 to below 360."""

    km: float
    degrees: float

    @property
    def miles(self):
        """The distance in statute miles, exact."""
        return self.km / KM_PER_MILE

    @property
    def km_rounded(self):
        """The distance in kilometers, rounded to ten."""
        return _rounded_to_ten(self.km)

    @property
    def miles_rounded(self):
        """The distance in statute miles, rounded to ten from the exact distance."""
        return _rounded_to_ten(self.miles)

    @property
    def degrees_rounded(self):
        """The bearing in whole degrees, 0 to 359."""
        return round(self.degrees) % 360

    @property
    def direction(self):
        """The nearest of the eight points of the compass."""
        return Direction.nearest(self.degrees)


def _rounded_to_ten(distance):
    """Round to whole units first, then half up to ten, as the fact sheet's figures are rounded.

    Coordinates are known to about a kilometer, so a fraction of one decides nothing.
    """
    return (round(distance) + 5) // 10 * 10


def bearing(home, there):
    """Return the great-circle distance and initial bearing from one `Point` to another."""
    home_latitude, there_latitude = math.radians(home.latitude), math.radians(there.latitude)
    latitude_step = there_latitude - home_latitude
    longitude_step = math.radians(there.longitude - home.longitude)

    haversine = (
        math.sin(latitude_step / 2) ** 2
        + math.cos(home_latitude) * math.cos(there_latitude) * math.sin(longitude_step / 2) ** 2
    )
    # Rounding can lift the value of antipodes a hair above 1.
    km = 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, haversine)))

    eastward = math.sin(longitude_step) * math.cos(there_latitude)
    northward = math.cos(home_latitude) * math.sin(there_latitude) - (
        math.sin(home_latitude) * math.cos(there_latitude) * math.cos(longitude_step)
    )
    # A tiny negative angle plus 360 rounds to 360 itself, hence the second remainder.
    degrees = math.degrees(math.atan2(eastward, northward)) % 360 % 360
    return Bearing(km=km, degrees=degrees)


def project(home, there, radius_km=MAP_RADIUS_KM, size=MAP_SIZE):
    """Place `there` on an azimuthal equidistant map with `home` in the middle and north up.

    Gives (x, y) in units of a square of `size`, y downward as in SVG; the disc of `radius_km`
    touches its sides. A place farther away than `radius_km` comes out beyond the disc.
    """
    way = bearing(home, there)
    middle = size / 2
    length = way.km * middle / radius_km
    angle = math.radians(way.degrees)
    return middle + length * math.sin(angle), middle - length * math.cos(angle)
