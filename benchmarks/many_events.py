"""Events in any number, straight into the tables: what a record of a century would weigh.

They are public in every language and have what the seed's have: cities, goals, a text, a source.
They have no revisions, so nobody can edit them.
"""

import random
import uuid
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cities.dates.units import Unit, first_day
from cities.models import Citation, City, Event, Goal, Source
from cities.models.event import Side
from editorial.cache.version import raise_version
from editorial.models import Entry, PublicText
from editorial.search.public import row_of
from editorial.search.tokens import of_place
from editorial.search.words import Words
from editorial.text import languages

BATCH = 500
FIRST_YEAR = 1956
EVENTS_OF_A_SOURCE = 5
TEXT = "The delegation stayed for a week, met the mayor and planted a tree beside the library."


def alike(number, _chance):
    """Return the title and the text of an event, by language: the same words but for a number."""
    title = f"Visitors of group {number} were received at the city hall"
    return dict.fromkeys(languages.codes(), (title, TEXT))


@transaction.atomic
def add_events(count, *, until, told=alike):
    """Add this many events from 1956 to a day, the same ones each time.

    `told` is a function of a number and of a `random.Random` that returns `(title, text)`s by
    language.
    """
    # What is told changes nothing of the days, cities and goals that are drawn.
    chance, words_of_chance = random.Random(count), random.Random(count)
    kind = ContentType.objects.get_for_model(Event)
    event_pk = _last(Event) + 1
    partners = list(City.objects.partners().order_by("slug"))
    goals = list(Goal.objects.order_by("slug"))
    days = (until - date(FIRST_YEAR, 1, 1)).days
    sources = _add_sources(count // EVENTS_OF_A_SOURCE + 1)
    entry_pk = _last(Entry) + 1
    entries, events, cities, served, citations = [], [], [], [], []
    found = [text for source in sources for text in _texts_of(source)]
    for n in range(count):
        texts = told(n + 1, words_of_chance)
        day = date(FIRST_YEAR, 1, 1) + timedelta(days=chance.randrange(days))
        unit = chance.choice([Unit.DAY, Unit.DAY, Unit.MONTH, Unit.YEAR])
        entries.append(
            Entry(pk=entry_pk + n, kind=kind, object_pk=event_pk + n,
                  original_language="en", label=texts["en"][0])
        )  # fmt: skip
        events.append(
            Event(
                pk=event_pk + n,
                entry_id=entry_pk + n,
                slug=f"group-{event_pk + n}",
                kind=chance.choice(Event.Kind.values),
                side=chance.choice(Side.values),
                start=first_day(unit, day),
                start_unit=unit,
                **_in_all_languages(live_at=timezone.now()),
                **_by_language(texts),
            )
        )
        if partners:
            city = chance.choice(partners)
            cities.append(Event.cities.through(event_id=event_pk + n, city_id=city.pk))
        places = [of_place("city", city.pk)] if partners else []
        for code, (title, text) in texts.items():
            words = Words(title, [], [text], [], [])
            found.append(row_of(events[-1], code, words, (), places))
        if goals:
            goal = chance.choice(goals)
            served.append(Event.goals.through(event_id=event_pk + n, goal_id=goal.pk))
        source = sources[n // EVENTS_OF_A_SOURCE]
        key = uuid.UUID(int=event_pk + n)
        citations.append(Citation(pk=key, event_id=event_pk + n, source=source))
    for model, rows in (
        (Entry, entries),
        (Event, events),
        (Event.cities.through, cities),
        (Event.goals.through, served),
        (Citation, citations),
        (PublicText, found),
    ):
        model._base_manager.bulk_create(rows, BATCH)
    raise_version()


def _add_sources(count):
    """Add this many public sources of a few publishers; return them."""
    kind = ContentType.objects.get_for_model(Source)
    entry_pk, source_pk = _last(Entry) + 1, _last(Source) + 1
    entries, sources = [], []
    for n in range(count):
        words = {"description": f"Newspaper article {n + 1}", "live_at": timezone.now()}
        entries.append(
            Entry(pk=entry_pk + n, kind=kind, object_pk=source_pk + n,
                  original_language="en", label=words["description"])
        )  # fmt: skip
        sources.append(
            Source(
                pk=source_pk + n,
                entry_id=entry_pk + n,
                headline=f"A report, part {n + 1}",
                language="en",
                publisher=f"The paper of district {n % 7 + 1}",
                url=f"https://example.org/report/{source_pk + n}",
                **_in_all_languages(**words),
            )
        )
    Entry._base_manager.bulk_create(entries, BATCH)
    return Source._base_manager.bulk_create(sources, BATCH)


def _texts_of(source):
    """List what visitors find of a source."""
    facts = [source.headline, source.publisher]
    words = Words(source.description, [], [], facts, [source.url])
    return [row_of(source, code, words) for code in languages.codes()]


def _last(model):
    return model._base_manager.aggregate(last=Max("pk"))["last"] or 0


def _by_language(texts):
    return {
        languages.column(name, code): value
        for code, values in texts.items()
        for name, value in zip(("title", "text"), values, strict=True)
    }


def _in_all_languages(**values):
    return {
        languages.column(name, code): value
        for name, value in values.items()
        for code in languages.codes()
    }
