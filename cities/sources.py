"""Every source once, by who published it, with what rests on it: page by page."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from cities.city_facts import shown
from cities.history.events import add_details
from cities.models import Citation, City, Event, Source, Stage
from editorial.previews.draft import NO_DRAFT
from editorial.text import languages
from editorial.text.localized import Text, localized

# So many sources stand on a page, and so many events with each of them; others are counted.
MOST_SOURCES = 100
MOST_EVENTS = 20


@dataclass(frozen=True)
class Use:
    """What rests on a source: an event, a stage, a population. `is_announced`: it was older."""

    title: Text
    url: str
    when: str
    is_announced: bool = False


@dataclass(frozen=True)
class UsesOfCity:
    """What rests on a source for one city; for the program as a whole the city is None."""

    city: City | None
    uses: list


@dataclass(frozen=True)
class Cited:
    """A source and what rests on it: `kinds` in words, `uses` by city, `further` events more."""

    source: Source
    kinds: list
    uses: list
    further: int


@dataclass(frozen=True)
class Publisher:
    """Who published the sources in `cited`; the name is "" where none is given."""

    name: str
    language: str
    cited: list


@dataclass(frozen=True)
class Listed:
    """One page of the sources: `number` of `pages`, with `count` sources on all of them."""

    publishers: list
    count: int
    number: int
    pages: int


# What rests on sources in the apps above, as `(in_use, uses, naming)`.
_elsewhere = []


def register(in_use, uses, naming):
    """Add what rests on sources in another app.

    `in_use(language)` gives the keys of sources as a query, where the language is None for readers
    of any; `uses(keys, draft)` lists `(key of a source, Use)`; `naming(source)` chooses the things
    that name it, public or not.
    """
    _elsewhere.append((in_use, uses, naming))


def in_use_elsewhere(language):
    """Return the condition that something in an app above rests on a source.

    Something that a reader of the language sees; of any language where that is None.
    """
    condition = Q(pk__in=[])
    for in_use, _uses, _naming in _elsewhere:
        condition |= Q(pk__in=in_use(language))
    return condition


def naming_elsewhere(source):
    """List the things in the apps above that name a source, public or not."""
    return [row for _in_use, _uses, naming in _elsewhere for row in naming(source)]


def listed(draft, partners, *, number=None, source=None):
    """List the sources on which something public rests; a preview has all of them on one page.

    `number` is that of the page, as typed; or it is the page with a `source`, by `Source.key`.
    Partners come with their relationship, in their order.
    """
    if draft is not NO_DRAFT:
        rows = draft.over(Source, Source.objects.visible(languages.current()).in_order())
        cited = [each for each in _cited(rows, partners, draft) if _is_kept(each, draft)]
        return Listed(_by_publisher(cited), len(cited), 1, 1)
    found = listed_for(languages.current())
    pages = Paginator(found, MOST_SOURCES)
    page = pages.get_page(_page_with(found, source) or number)
    cited = _cited(list(page), partners, draft)
    return Listed(_by_publisher(cited), pages.count, page.number, pages.num_pages)


def listed_for(language):
    """Choose the sources that the page of them lists for readers of a language: those on which an
    event, or a fact of a partner, rests that they see.
    """
    # Asked source by source: of few, the public events need not all be listed first.
    events = Event.objects.visible(language).order_by().filter(pk=OuterRef("event"))
    citations = Citation.objects.filter(Exists(events))
    partners = City.objects.partners().visible(language).order_by().values("pk")
    populations = City.objects.filter(pk__in=partners, population__isnull=False)
    in_use = (
        Exists(citations.filter(source=OuterRef("pk")))
        | Exists(populations.filter(population_source=OuterRef("pk")))
        | Exists(Stage.objects.filter(source=OuterRef("pk"), city__in=partners))
    )
    in_use |= in_use_elsewhere(language)
    return Source.objects.visible(language).filter(in_use).in_order()


def _is_kept(cited, draft):
    return cited.uses or cited.source is draft.root


def _page_with(found, source):
    """Return the number of the page that has a source; None where it is named by no key."""
    if not source:
        return None
    keys = [key or str(pk) for pk, key in found.values_list("pk", "entry__seed_key")]
    return keys.index(source) // MOST_SOURCES + 1 if source in keys else None


def moved(source):
    """Return the source whose address was a number, as typed, and is its lasting key now, or None.

    A key that looks like a number names its own source.
    """
    # No database has longer keys.
    if not (source and source.isdecimal() and len(source) < 19):
        return None
    found = listed_for(languages.current()).exclude(entry__seed_key="")
    row = found.filter(pk=int(source)).first()
    return None if row is None or found.filter(entry__seed_key=source).exists() else row


def _keys_of(model, language):
    return model.objects.visible(language).order_by().values("pk")


# --- What rests on them -----------------------------------------------------------------------


def _cited(rows, partners, draft):
    """List the `Cited` of sources, with as many queries for many as for one."""
    of_events, totals, kinds = _events_citing(rows, draft)
    of_cities = _facts_citing(partners)
    of_pages = _uses_elsewhere({row.pk for row in rows}, draft)
    places = {city.pk: place for place, city in enumerate(partners)}
    cited = []
    for source in rows:
        told = of_events.get(source.pk, [])
        groups = {None: of_pages[source.pk]} if source.pk in of_pages else {}
        for event, citation in told:
            use = Use(
                localized(event, "title"),
                event.get_absolute_url(),
                event.when(),
                citation.announced,
            )
            known = [places[city.pk] for city in event.shown_cities if city.pk in places]
            for place in known or [None]:
                groups.setdefault(place, []).append(use)
        for city, use in of_cities.get(source.pk, []):
            groups.setdefault(places[city.pk], []).insert(0, use)
        cited.append(
            Cited(
                source,
                [label for kind, label in Citation.Kind.choices if kind in kinds[source.pk]],
                [
                    UsesOfCity(None if place is None else partners[place], groups[place])
                    for place in sorted(groups, key=lambda place: (place is None, place or 0))
                ],
                totals.get(source.pk, 0) - len(told),
            )
        )
    return cited


def _events_citing(rows, draft):
    """Return by the key of a source: `(event, citation)` of the first events, how many, the kinds.

    The events come in their order, with the keys of `shown_cities`.
    """
    language = languages.current()
    keys = [row.pk for row in rows]
    citations = Citation.objects.filter(source__in=keys, event__in=_keys_of(Event, language))
    if draft.is_of(Event):
        citations = citations.exclude(event=draft.root.pk)
    kinds = {key: set() for key in keys}
    for key, kind in citations.order_by().values_list("source", "kind").distinct():
        kinds[key].add(kind)
    in_order = [F("event__start").asc(nulls_last=True), "event__start_unit", "event"]
    ranked = (
        _once(citations)
        .order_by()
        .annotate(
            place=Window(RowNumber(), partition_by="source", order_by=in_order),
            total=Window(Count("pk"), partition_by="source"),
        )
    )
    first = list(ranked.filter(place__lte=MOST_EVENTS))
    named = Event.objects.visible(language).in_order().with_dates(language)
    events = {event.pk: event for event in named.filter(pk__in={row.event_id for row in first})}
    found, totals = {}, {}
    for citation in sorted(first, key=lambda citation: citation.place):
        found.setdefault(citation.source_id, []).append((events[citation.event_id], citation))
        totals[citation.source_id] = citation.total
    if draft.is_of(Event) and draft.root.is_visible(language):
        add_details(draft)
        own = {}
        for citation in sorted(draft.root.shown_citations, key=lambda each: each.announced):
            if citation.source_id in kinds:
                kinds[citation.source_id].add(citation.kind)
                own.setdefault(citation.source_id, citation)
        for source, citation in own.items():
            pairs = found.setdefault(source, [])
            pairs.append((draft.root, citation))
            pairs.sort(key=lambda pair: pair[0].sort_key())
            totals[source] = totals.get(source, 0) + 1
    return found, totals, kinds


def _once(citations):
    """Keep one citation where an event names a source several times: what tells of it, first."""
    same = Citation.objects.filter(source=OuterRef("source"), event=OuterRef("event"))
    is_announced = ExpressionWrapper(Q(kind=Citation.Kind.ANNOUNCEMENT), BooleanField())
    first = same.order_by(is_announced, "position", "pk").values("pk")[:1]
    return citations.filter(pk=Subquery(first))


def _facts_citing(partners):
    """Return by the key of a source `(city, Use)` of the facts of cities that rest on it."""
    found = {}
    for city in partners:
        url = city.get_absolute_url()
        told = [
            (stage.get_stage_display(), stage.starts.text(), stage.source)
            for stage in city.stages.all()
        ]
        if city.population is not None:
            told.append((_("Population"), str(city.population_year), city.population_source))
        for title, when, source in told:
            if shown(source):
                found.setdefault(source.pk, []).append(
                    (city, Use(Text(title, languages.current()), url, when))
                )
    # The first stands first; they are put before the events one by one.
    return {key: uses[::-1] for key, uses in found.items()}


def _uses_elsewhere(keys, draft):
    found = {}
    for _in_use, uses, _naming in _elsewhere:
        for key, use in uses(keys, draft):
            found.setdefault(key, []).append(use)
    return found


def _by_publisher(cited):
    """Group what stands in the order of publishers."""
    groups = []
    for each in cited:
        name = each.source.publisher
        if not groups or groups[-1][0].source.publisher.casefold() != name.casefold():
            groups.append([])
        groups[-1].append(each)
    return [
        Publisher(group[0].source.publisher, group[0].source.language, group) for group in groups
    ]
