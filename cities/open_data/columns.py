"""What is computed for the open data of rows that were read for it (`datasets`)."""

from cities.dates.edtf import edtf, edtf_period
from cities.models.lasting_name import lasting_name
from cities.open_data.fields import is_public, texts
from editorial.text import languages


def identity(row, _site):
    """Return the name of an entry for ever."""
    return lasting_name(row.entry_id)


def address(row, site):
    """Return the full address of its page."""
    return site.at(row.get_absolute_url())


def slugs(name):
    """Return a function that lists the slugs of what a row names."""
    return lambda row, site: [each.slug for each in getattr(row, name).all()]


def number(name):
    """Return a function that gives a decimal as a number."""
    return lambda row, site: float(getattr(row, name))


def _cited(source, **more):
    """Return where something can be read; None for a source that is none, or is not public.

    Without a headline of its own it has our description as its title. What is empty is left out.
    """
    if source is None or not is_public(source):
        return None
    original = source.entry.original_language
    described = {
        "title": getattr(source, languages.column("description", original)),
        "language": languages.tag(original),
        "described": True,
    }
    own = {"title": source.headline, "language": source.language}
    return _filled(
        id=identity(source, None),
        **(own if source.headline else described),
        url=source.url,
        publisher=source.publisher,
        published=source.published and source.published.isoformat(),
        archived_url=source.archived_url,
        **more,
    )


def _filled(**values):
    return {name: value for name, value in values.items() if value}


# --- Cities and relationships -------------------------------------------------------------------


def own_names(city, _site):
    """List its names in the languages spoken there."""
    return [{"language": each.language, "name": each.name} for each in city.localnames.all()]


def population_source(city, _site):
    """Return where its population can be read."""
    return _cited(city.population_source)


def stage(city, _site):
    """Return the stage in which the relationship is now."""
    return city.current_stage and city.current_stage.stage


def since(city, _site):
    """Return since when it is a sister city, in EDTF."""
    return (city.sister_stage and edtf(city.sister_stage.starts)) or None


def stages(city, _site):
    """List the stages of the relationship, the oldest first."""
    return [
        {
            "stage": each.stage,
            "since": edtf(each.starts) or None,
            "legal_basis": texts(each, "legal_basis"),
            "source": _cited(each.source),
        }
        for each in city.stages.all()
    ]


def reasons(city, _site):
    """List for which reasons the relationship was made."""
    return [each.reason for each in city.reasons.all()]


def own_goals(city, _site):
    """List its goals with their words. Their periods stay out: only events prove them."""
    return [
        {"goal": own.goal.slug, "why": texts(own, "reason"), "measure": texts(own, "measure")}
        for own in city.relationshipgoals.all()
    ]


def cities_of_goal(goal, _site):
    """List the slugs of the cities whose relationship has this goal."""
    return [own.city.slug for own in goal.relationship_goals.all()]


# --- Events -------------------------------------------------------------------------------------


def period(event, _site):
    """Return its date or its period in EDTF, where that has a form for it."""
    return edtf_period(event.starts, event.ends) or None


def time_zone(event, site):
    """Return the zone by whose clock its times are; None for what has no time of day."""
    if event.start_time is None or site.home is None:
        return None
    return event.zone(site.home).key


def time(name):
    """Return a function that gives a time of day as "17:00"."""
    return lambda event, site: (
        value.isoformat("minutes") if (value := getattr(event, name)) else None
    )


def postponed_to(event, _site):
    """Return the slug of the public event that takes its place."""
    return event.postponed_to.slug if event.postponed_to else None


def figures(event, _site):
    """List the numbers that the record gives of it. One that is not known is null, never 0."""
    names = ("kind", "number", "young", "known")
    return [{name: getattr(each, name) for name in names} for each in event.figures.all()]


def sources(event, _site):
    """List where the record of it can be read, and how each knows of it."""
    return [found for each in event.citations.all() if (found := _citation(each))]


def _citation(citation):
    if citation.words:
        return _filled(title=citation.words, language=citation.language, kind=citation.kind)
    return _cited(citation.source, kind=citation.kind)


def events_of_source(source, _site):
    """List the slugs of the events that rest on it, each once."""
    return list(dict.fromkeys(each.event.slug for each in source.citations.all()))
