"""What search engines are told of cities and events, in the words of schema.org."""

from cities.city_facts import country_name
from cities.dates.honest_date import Unit
from editorial.text.localized import localized
from editorial.web.rendering import absolute


def city(request, row):
    """Describe a city as a `City` with its place."""
    names = [name.name for name in row.localnames.all()]
    return {
        "@type": "City",
        "name": str(localized(row, "name")),
        **({"alternateName": names} if names else {}),
        "url": absolute(request, row.get_absolute_url()),
        **({"sameAs": row.website} if row.website else {}),
        "containedInPlace": {"@type": "Country", "name": country_name(row.country)},
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": float(row.latitude),
            "longitude": float(row.longitude),
        },
    }


def events(request, rows):
    """Describe coming events; only those dated to the day, as a calendar needs it."""
    return [
        {
            "@type": "Event",
            "name": str(localized(row, "title")),
            "startDate": row.starts.iso,
            **({"endDate": row.ends.iso} if row.ends.iso else {}),
            "eventStatus": "https://schema.org/"
            + ("EventCancelled" if row.cancelled else "EventScheduled"),
            "url": absolute(request, row.get_absolute_url()),
            **(
                {"location": {"@type": "Place", "name": str(localized(row, "place"))}}
                if localized(row, "place")
                else {}
            ),
        }
        for row in rows
        if row.starts.unit == Unit.DAY and row.starts.iso
    ]
