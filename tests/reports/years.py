"""Reports for tests of their pages, drafted and made public as staff do."""

from cities.models import City
from tests import builders


def make_report(year, **values):
    """Make the report of a year with every partner city. Parts: `cities`."""
    cities = [{"city": city} for city in City.objects.partners().in_order()]
    return builders.make_report(year, **{"title": f"The year {year}", "cities": cities, **values})
