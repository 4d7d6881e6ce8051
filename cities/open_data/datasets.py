"""The five datasets: what each column says, and the rows of each, read with constant queries."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _

from cities.models import Citation, City, Event, Goal, RelationshipGoal, Source, Stage
from cities.open_data import columns
from cities.open_data.fields import Field, changed, dated, fact, machine_translated, words
from cities.sources import in_use_elsewhere

# Of a longer dataset further pages are asked for.
MOST_ROWS = 1_000


@dataclass(frozen=True)
class Dataset:
    """A table of the open data; `rows` returns its queryset."""

    name: str
    label: str
    says: str
    fields: tuple
    rows: Callable

    def page(self, number):
        """Return `(rows, how many pages, how many rows in all)`, or None where there is no page."""
        found = self.rows()
        total = found.count()
        pages = max(1, -(-total // MOST_ROWS))
        if not 1 <= number <= pages:
            return None
        return list(found[(number - 1) * MOST_ROWS : number * MOST_ROWS]), pages, total


# --- Rows ---------------------------------------------------------------------------------------


def _cities():
    stages = Stage.objects.order_by("position").select_related("source__entry")
    found = City.objects.visible_to_anyone().in_order()
    found = found.select_related("entry", "population_source__entry")
    return found.prefetch_related("localnames", Prefetch("stages", stages))


def _relationships():
    goals = Goal.objects.visible_to_anyone()
    own = RelationshipGoal.objects.filter(goal__in=goals).order_by("position")
    own = own.select_related("goal")
    return _cities().partners().prefetch_related("reasons", Prefetch("relationshipgoals", own))


def _goals():
    cities = City.objects.visible_to_anyone()
    own = RelationshipGoal.objects.filter(city__in=cities).order_by("city_id")
    own = own.select_related("city").only("goal", "city__slug")
    found = Goal.objects.visible_to_anyone().in_order()
    return found.prefetch_related(Prefetch("relationship_goals", own))


def _of_the_record():
    """Choose the public events that are no memory, nor rest on one; see the package."""
    return Event.objects.visible_to_anyone().exclude(citations__kind=Citation.Kind.MEMORY)


def _events():
    everything = _of_the_record()
    cities = City.objects.visible_to_anyone().in_order().only("slug")
    goals = Goal.objects.visible_to_anyone().in_order().only("slug", "rank")
    return (
        everything.with_place_zone()
        .in_order()
        .prefetch_related(
            Prefetch("postponed_to", everything.select_related(None).only("slug")),
            Prefetch("cities", cities.select_related(None)),
            Prefetch("goals", goals.select_related(None)),
            Prefetch(
                "citations", Citation.objects.order_by("position").select_related("source__entry")
            ),
            "figures",
        )
    )


def _sources():
    """Choose those on which something public rests, each with its public events."""
    citations = Citation.objects.filter(event__in=_of_the_record())
    cities = City.objects.visible_to_anyone()
    this = OuterRef("pk")
    in_use = (
        Exists(citations.filter(source=this))
        | Exists(Stage.objects.filter(source=this, city__in=cities))
        | Exists(cities.filter(population_source=this))
        | in_use_elsewhere(None)
    )
    own = citations.order_by("event_id").select_related("event").only("source", "event__slug")
    found = Source.objects.visible_to_anyone().filter(in_use).in_order()
    return found.prefetch_related(Prefetch("citations", own))


# --- Columns ------------------------------------------------------------------------------------

_HEAD = (
    Field("id", _("A name that never changes."), columns.identity),
    fact("slug", _("The end of its page’s address; it may change.")),
    Field("url", _("The address of its page."), columns.address),
)
_FOOT = (
    Field(
        "machine_translated",
        _("Languages that a machine wrote and nobody has checked yet."),
        machine_translated,
    ),
    Field("changed", _("When it was last published, in UTC."), changed),
)

CITIES = Dataset(
    "cities",
    _("Cities"),
    _("The partner cities and the home city: their names, where they are, how one greets them."),
    (
        *_HEAD,
        words("name", _("Its name.")),
        Field("own_names", _("Its names in the languages spoken there."), columns.own_names),
        fact("is_home", _("Whether it is the city whose program this is.")),
        fact("country", _("Its country, by ISO 3166.")),
        words("region", _("Its region.")),
        Field("latitude", _("Degrees; south is negative."), columns.number("latitude")),
        Field("longitude", _("Degrees; west is negative."), columns.number("longitude")),
        fact("time_zone", _("Its time zone, by the IANA’s name.")),
        fact("population", _("How many people live there.")),
        fact("population_year", _("In which year that was so.")),
        fact("population_scope", _("What it counts: “city”, or “metro” with the places around.")),
        Field("population_source", _("Where that can be read."), columns.population_source),
        fact("website", _("Its official website.")),
        fact("wikidata", _("Its item in Wikidata.")),
        fact("greeting", _("A greeting in its own language, as a letter opens.")),
        fact("greeting_language", _("The language of the greeting.")),
        words("greeting_meaning", _("What the greeting means.")),
        words("greeting_sound", _("How to say the greeting.")),
        *_FOOT,
    ),
    _cities,
)

RELATIONSHIPS = Dataset(
    "relationships",
    _("Relationships"),
    _("The tie with each partner city: its stages, why it was made, its goals."),
    (
        Field("id", _("The name of the city that never changes."), columns.identity),
        Field("city", _("The slug of the city."), lambda city, site: city.slug),
        Field("url", _("The address of its page."), columns.address),
        words("name", _("The name of the city.")),
        Field("stage", _("The stage today."), columns.stage),
        Field("since", _("Since when it is a sister city, by our record."), columns.since),
        Field("stages", _("All stages, each with its legal basis and its source."), columns.stages),
        Field("reasons", _("Why the relationship was made."), columns.reasons),
        Field("goals", _("Its goals: why each, and what is counted."), columns.own_goals),
        words("origin_lede", _("How it began, in one sentence.")),
        *_FOOT,
    ),
    _relationships,
)

GOALS = Dataset(
    "goals",
    _("Goals"),
    _("What the cities do together, and which city pursues which goal."),
    (
        *_HEAD,
        words("name", _("Its name.")),
        words("sentence", _("The goal in one sentence.")),
        Field("cities", _("The slugs of the cities that pursue it."), columns.cities_of_goal),
        *_FOOT,
    ),
    _goals,
)

EVENTS = Dataset(
    "events",
    _("Events"),
    _("The history and the calendar: what happened or will, as exactly as the record says."),
    (
        *_HEAD,
        fact("kind", _("What sort of event it is.")),
        words("title", _("One sentence that says what happened.")),
        words("text", _("What the title leaves out.")),
        Field("date", _("The date or the period; null where EDTF has no form."), columns.period),
        dated("start", _("The first date."), "starts"),
        dated("end", _("The last date, for what lasted."), "ends"),
        dated("partner_date", _("The partner’s own date, where it differs."), "partner_dates"),
        Field("start_time", _("When it begins."), columns.time("start_time")),
        Field("end_time", _("When it ends."), columns.time("end_time")),
        Field("time_zone", _("The zone of these times."), columns.time_zone),
        fact("side", _("Where: “here”, “there” in the partner city, “both”, or “unknown”.")),
        words("place", _("The place.")),
        fact("address", _("The street address.")),
        fact("online_url", _("Where to follow it online.")),
        fact("registration_url", _("Where to sign up.")),
        fact("cancelled", _("Whether it is cancelled.")),
        fact("moved_from", _("The day for which it was planned first.")),
        Field("postponed_to", _("The slug of the event in its place."), columns.postponed_to),
        Field("cities", _("The slugs of the cities it concerns."), columns.slugs("cities")),
        Field("goals", _("The slugs of the goals it serves."), columns.slugs("goals")),
        Field("figures", _("Numbers from the record; null is not known."), columns.figures),
        Field("sources", _("Where its record can be read."), columns.sources),
        *_FOOT,
    ),
    _events,
)

SOURCES = Dataset(
    "sources",
    _("Sources"),
    _("Where the record can be read: each source once, with the events that rest on it."),
    (
        Field("id", _("A name that never changes."), columns.identity),
        fact("headline", _("Its own headline, as it stands there.")),
        fact("language", _("Its language.")),
        words("description", _("What it is, in our words.")),
        fact("publisher", _("Who published it.")),
        fact("url", _("Its address.")),
        fact("archived_url", _("The address of an archived copy.")),
        fact("published", _("The day on which it was published.")),
        fact("seen", _("The day on which we last read it.")),
        Field("events", _("The slugs of the events that rest on it."), columns.events_of_source),
        *_FOOT,
    ),
    _sources,
)

DATASETS = {each.name: each for each in (CITIES, RELATIONSHIPS, GOALS, EVENTS, SOURCES)}
