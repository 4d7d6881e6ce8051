"""Which events lie ahead, in which order they stand, and what of them a page loads."""

from datetime import date

from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import ExtractYear

from cities.dates.honest_date import Qualifier, Unit, first_day
from cities.models.city import City
from cities.models.event_parts import Citation, Figure
from cities.models.goal import Goal
from cities.models.memory import Memory
from editorial.models.base import LiveQuerySet

# What tells whether nobody need come: `Event.state_word` reads them.
STATE = ["cancelled", "postponed_to"]

# All that a date is made of: `starts` and `ends` of an event read them.
DATES = [
    f"{end}{part}" for end in ("start", "end") for part in ("", "_unit", "_qualifier", "_other")
]

_COARSE = (Unit.MONTH, Unit.SEASON, Unit.YEAR)


def only_announced():
    """Say of the columns what `Event.is_only_announced` says of a row."""
    sources = Citation.objects.filter(event=OuterRef("pk"))
    return Exists(sources) & ~Exists(sources.exclude(kind="announcement"))


def _lying_ahead(today):
    """Say of the columns what `Event.is_coming` says of a row."""
    return Q(start__gt=today) | _going_on(today)


def in_the_past(today):
    """Say the opposite."""
    return Q(start__isnull=True) | (Q(start__lte=today) & ~_going_on(today))


def _going_on(today):
    """Say of the columns that it has begun and is not over; "" has no part in a comparison."""
    of_days = Q(start_unit=Unit.DAY) & (
        Q(end__isnull=True, start=today) | Q(end__isnull=False, end_unit=Unit.DAY, end__gte=today)
    )
    coarse = Q(pk__isnull=True)
    for unit in _COARSE:
        begun = first_day(unit, today)
        coarse |= Q(end__isnull=True, start_unit=unit, start__gte=begun)
        coarse |= Q(end__isnull=False, end_unit=unit, end__gte=begun)
    # A period that begins with a month and ends with a day.
    coarse |= Q(start_unit__in=_COARSE, end__isnull=False, end_unit=Unit.DAY, end__gte=today)
    reported = Exists(Citation.objects.filter(event=OuterRef("pk")).exclude(kind="announcement"))
    is_exact = Q(start_qualifier=Qualifier.EXACT) & ~Q(start_unit=Unit.DECADE)
    return Q(start__isnull=False, start__lte=today) & (of_days | (is_exact & coarse & ~Q(reported)))


def _stands_before(event):
    """Say of the columns what stands before an event in `EventQuerySet.in_order`."""
    if event.start is None:
        return Q(start__isnull=False) | Q(pk__lt=event.pk)
    same_day = Q(start=event.start, start_unit__lt=event.start_unit)
    same_unit = Q(start=event.start, start_unit=event.start_unit, pk__lt=event.pk)
    return Q(start__lt=event.start) | same_day | same_unit


def _stands_after(event):
    """Say the opposite, without NOT, and without the event itself."""
    if event.start is None:
        return Q(start__isnull=True, pk__gt=event.pk)
    same_day = Q(start=event.start, start_unit__gt=event.start_unit)
    same_unit = Q(start=event.start, start_unit=event.start_unit, pk__gt=event.pk)
    return Q(start__isnull=True) | Q(start__gt=event.start) | same_day | same_unit


class EventQuerySet(LiveQuerySet):
    """Events, chosen and sorted as the timeline and the calendar need them."""

    def in_order(self):
        """Sort by date; a whole year stands before its days, what has no date comes last."""
        return self.order_by(F("start").asc(nulls_last=True), "start_unit", "pk")

    def newest_first(self):
        """Sort the other way round; what has no date comes last here too."""
        return self.order_by(F("start").desc(nulls_last=True), "-start_unit", "-pk")

    def past(self, today):
        """Keep the history: all that `Event.is_coming` does not put into the calendar."""
        return self.filter(in_the_past(today))

    def coming(self, today):
        """Keep the calendar, as `Event.is_coming` tells it."""
        return self.filter(_lying_ahead(today))

    def that_took_place(self):
        """Keep what the record has as done, as `cities.history.figures.took_place` tells it."""
        return self.filter(~only_announced(), cancelled=False, postponed_to=None)

    def count_by_year(self, today):
        """Count past and coming events: rows of `(year or None, past, coming)`."""
        rows = self.order_by().annotate(year=ExtractYear("start")).values_list("year")
        return rows.annotate(
            past=Count("pk", filter=in_the_past(today)),
            coming=Count("pk", filter=_lying_ahead(today)),
        )

    def dated(self):
        """Keep what has a date at all."""
        return self.filter(start__isnull=False)

    def in_decade(self, first_year):
        """Keep what began in the ten years from this one."""
        return self.filter(start__range=(date(first_year, 1, 1), date(first_year + 9, 12, 31)))

    def of_city(self, city):
        """Keep what concerns this city."""
        return self.filter(cities=city)

    def of_goal(self, goal):
        """Keep what serves this goal."""
        return self.filter(goals=goal)

    def to_print(self, language):
        """Choose all that a reader of a language may see, in order, with what a row prints."""
        return self.visible(language).in_order().with_details(language)

    def with_details(self, language):
        """Load what a row of the timeline prints, with one query a relation.

        They come as lists in `shown_cities`, `shown_goals`, `shown_citations` and `shown_figures`,
        and in `shown_memories` of the entry: a queryset for each of them on each event would cost
        more than the reading.
        """
        citations = Citation.objects.order_by("position").select_related("source__entry")
        return (
            self.with_place_zone()
            .select_related("picture")
            .prefetch_related(
                models.Prefetch("postponed_to", self.model.objects.visible(language).to_name()),
                models.Prefetch("citations", citations, "shown_citations"),
                models.Prefetch("figures", Figure.objects.order_by("position"), "shown_figures"),
                models.Prefetch("entry__memories", Memory.objects.public(), "shown_memories"),
                models.Prefetch(
                    "cities", City.objects.visible(language).in_order().named(), "shown_cities"
                ),
                models.Prefetch(
                    "goals", Goal.objects.visible(language).in_order().named(), "shown_goals"
                ),
            )
        )

    def to_enter(self, language):
        """Choose all that a reader of a language may see, in order, with what a calendar says."""
        found = self.visible(language).in_order().with_cities(language)
        return found.with_place_zone().select_related("entry__calendar")

    def known_to_calendars(self):
        """Keep what calendars know, with what they were told and what `calendar_facts` reads."""
        known = self.filter(entry__calendar__isnull=False).select_related("entry__calendar")
        return known.prefetch_related(models.Prefetch("cities", City.objects.only("time_zone")))

    def with_place_zone(self):
        """Add `place_zone`: the time zone of its city, where it has one alone, public or not."""
        cities = self.model.cities.through.objects.filter(event=OuterRef("pk")).order_by()
        counted = cities.values("event").annotate(count=Count("pk"), zone=Min("city__time_zone"))
        return self.annotate(place_zone=Subquery(counted.filter(count=1).values("zone")))

    def with_cities(self, language):
        """Load the names of the cities that a reader sees, as a list in `shown_cities`."""
        cities = City.objects.visible(language).in_order().named()
        return self.prefetch_related(models.Prefetch("cities", cities, "shown_cities"))

    def with_dates(self, language):
        """Load what several lines need: what one needs, and the keys of `shown_cities`."""
        rows = City.objects.visible(language).select_related(None).only("pk")
        return self.to_draw().prefetch_related(models.Prefetch("cities", rows, "shown_cities"))

    def to_draw(self):
        """Load what a line needs: dates, side, state and name, of a row with very many columns."""
        facts = [*DATES, *STATE, "start_time", "end_time", "slug", "side"]
        return self.only_texts("title", facts=facts)

    def with_contact(self):
        """Load what tells when there was contact: dates, kind and whether it was held."""
        return self.only(*DATES, "kind", *STATE)

    def to_name(self):
        """Load what a link to an event needs: its title, its address, its date and its state."""
        dates = [f"start{part}" for part in ("", "_unit", "_qualifier", "_other")]
        return self.only_texts("title", facts=["slug", *STATE, *dates])

    def beside(self, event):
        """Return `(the one before, the one after)` in the order of time; None at either end.

        With no more than a link to them needs.
        """
        bare = self.to_name()
        before = bare.filter(_stands_before(event)).in_order().reverse()
        after = bare.filter(_stands_after(event)).in_order()
        return before.first(), after.first()
