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


def events(request, rows, home):
    """Describe events, loaded by `with_details`; only those dated to the day, as a calendar needs.

    Times have the offset of the place.
    """
    return [
        _event(request, row, home) for row in rows if row.starts.unit == Unit.DAY and row.starts.iso
    ]


def _event(request, row, home):
    start, end = row.moments(row.zone(home))
    ends = end.isoformat() if end else row.ends.iso
    location = _location(row)
    return {
        "@type": "Event",
        "name": str(localized(row, "title")),
        "startDate": start.isoformat() if start else row.starts.iso,
        **({"endDate": ends} if ends else {}),
        **({"previousStartDate": row.moved_from.isoformat()} if row.moved_from else {}),
        "eventStatus": f"https://schema.org/{_status(row)}",
        "url": absolute(request, row.get_absolute_url()),
        **_attendance(row),
        **({"location": location} if location else {}),
    }


def _status(row):
    if row.cancelled:
        return "EventCancelled"
    if row.postponed_to_id:
        return "EventPostponed"
    return "EventRescheduled" if row.moved_from else "EventScheduled"


def _attendance(row):
    """Say whether one comes, looks on, or both; nothing where neither is known."""
    is_here = bool(row.address or localized(row, "place"))
    if not row.online_url:
        return {}
    mode = "Mixed" if is_here else "Online"
    return {"eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode"}


def _location(row):
    """Return the place and the address online: one of them, a list of both, or None."""
    name, places = localized(row, "place"), []
    if name or row.address:
        place = {"@type": "Place", "name": str(name or row.address)}
        places.append({**place, **({"address": row.address} if row.address else {})})
    if row.online_url:
        places.append({"@type": "VirtualLocation", "url": row.online_url})
    return places if len(places) > 1 else next(iter(places), None)


def meetings(request, found):
    """Describe meetings as `Event`s."""
    return [_meeting(request, meeting) for meeting in found]


def _meeting(request, meeting):
    location = _location(meeting.rule)
    moved = {"previousStartDate": meeting.day.isoformat()} if meeting.planned_for else {}
    status = "EventCancelled" if meeting.cancelled else ""
    status = status or ("EventRescheduled" if moved else "EventScheduled")
    return {
        "@type": "Event",
        "name": str(localized(meeting.rule, "title")),
        "startDate": meeting.start.isoformat(),
        **({"endDate": meeting.end.isoformat()} if meeting.end else {}),
        **moved,
        "eventStatus": f"https://schema.org/{status}",
        "url": absolute(request, meeting.url),
        **_attendance(meeting.rule),
        **({"location": location} if location else {}),
    }
