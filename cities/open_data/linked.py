"""The datasets as JSON-LD, in the words of schema.org; dates with the datatype of EDTF."""

from datetime import date, time
from zoneinfo import ZoneInfo

from cities.dates.moments import moment

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_WIKIDATA = "http://www.wikidata.org/entity/"
_CONTEXT = {"@vocab": "https://schema.org/", "edtf": EDTF}


def linked(head, name, tables):
    """Return a page of a dataset, given as tables of its columns, as one graph."""
    describe = {
        "cities": _city,
        "relationships": _relationship,
        "goals": _goal,
        "events": _event,
        "sources": _source,
    }[name]
    return {
        "@context": _CONTEXT,
        "@id": head["url"],
        "@type": "Dataset",
        **_known(
            name=head["title"],
            description=head["description"],
            version=head["version"],
            license=head["license"],
            usageInfo=head["documentation"],
            conditionsOfAccess=head["rights"],
        ),
        "hasPart": [_known(**describe(table)) for table in tables],
    }


def _known(**values):
    """Leave out what says nothing; `id` and `type` become JSON-LD's own words."""
    named = {{"id": "@id", "type": "@type"}.get(key, key): value for key, value in values.items()}
    return {key: value for key, value in named.items() if value not in (None, "", [], {})}


def _words(texts):
    return [{"@value": text, "@language": tag} for tag, text in texts.items()]


def _date(written):
    return {"@value": written, "@type": EDTF} if written else None


def _moment(table, name):
    """Return the moment at which something begins or ends, with the offset of its zone."""
    if not table[f"{name}_time"]:
        return None
    day = date.fromisoformat(table[name] or table["start"])
    at = time.fromisoformat(table[f"{name}_time"])
    return moment(day, at, ZoneInfo(table["time_zone"] or "UTC")).isoformat()


def _city(table):
    item = table["wikidata"]
    return {
        "id": table["id"],
        "type": "City",
        "url": table["url"],
        "name": _words(table["name"]),
        "alternateName": [
            {"@value": each["name"], "@language": each["language"]} for each in table["own_names"]
        ],
        "containedInPlace": {"@type": "Country", "identifier": table["country"]},
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": table["latitude"],
            "longitude": table["longitude"],
        },
        "sameAs": [*([f"{_WIKIDATA}{item}"] if item else []), *filter(None, [table["website"]])],
    }


def _relationship(table):
    """Describe it as a role of the city: in which stage it is, and since when it is in that."""
    return {
        "type": "Role",
        "roleName": table["stage"],
        "startDate": _date(table["stages"][-1]["since"]) if table["stages"] else None,
        "url": table["url"],
        "description": _words(table["origin_lede"]),
        "about": {"@id": table["id"], "@type": "City", "name": _words(table["name"])},
        "subjectOf": [
            _known(type="CreativeWork", name=source["title"], url=source.get("url"))
            for source in filter(None, (each["source"] for each in table["stages"]))
        ],
    }


def _goal(table):
    return {
        "id": table["id"],
        "type": "DefinedTerm",
        "termCode": table["slug"],
        "url": table["url"],
        "name": _words(table["name"]),
        "description": _words(table["sentence"]),
    }


def _event(table):
    status = "EventScheduled"
    if table["moved_from"]:
        status = "EventRescheduled"
    if table["postponed_to"]:
        status = "EventPostponed"
    if table["cancelled"]:
        status = "EventCancelled"
    place = _known(type="Place", name=_words(table["place"]), address=table["address"])
    return {
        "id": table["id"],
        "type": "Event",
        "url": table["url"],
        "name": _words(table["title"]),
        "description": _words(table["text"]),
        "startDate": _moment(table, "start") or _date(table["start"]),
        "endDate": _moment(table, "end") or _date(table["end"]),
        "previousStartDate": table["moved_from"],
        "eventStatus": f"https://schema.org/{status}",
        "location": place if len(place) > 1 else None,
        "additionalType": table["kind"],
        "subjectOf": [
            _known(
                type="CreativeWork",
                name=source["title"],
                url=source.get("url"),
                inLanguage=source["language"],
            )
            for source in table["sources"]
        ],
    }


def _source(table):
    headline = {"@value": table["headline"], "@language": table["language"]}
    return {
        "id": table["id"],
        "type": "CreativeWork",
        "name": headline if table["headline"] else _words(table["description"]),
        "description": _words(table["description"]) if table["headline"] else None,
        "inLanguage": table["language"],
        "url": table["url"],
        "archivedAt": table["archived_url"],
        "datePublished": table["published"],
        "publisher": _known(type="Organization", name=table["publisher"])
        if table["publisher"]
        else None,
    }
