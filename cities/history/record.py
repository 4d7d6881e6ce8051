"""How much the record holds, year by year, and the part of it that a page prints.

For readers the database filters and counts: of ten thousand events a page loads those that it
prints. A preview counts in memory what `events_of` lists with its draft, and prints all of it.
"""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Min, Q
from django.db.models.functions import ExtractYear

from cities.dates.units import Qualifier, Unit
from cities.history.events import events_of, past_and_coming
from cities.history.years import first_drawn
from cities.models import Event
from editorial.previews.draft import NO_DRAFT
from editorial.text import languages

# So many events stand on a page of the history; with more it has several. Some 1.5 KB each.
MOST_ROWS = 60
# So many of what lies ahead are printed, the next ones.
MOST_COMING = 15
# The lines of contact draw every event up to this number; with more, of each city and side the
# first one in each of so many stretches of years.
MOST_MARKS = 300
STRETCHES = 10


@dataclass(frozen=True)
class Years:
    """How many events each year has, `past` and `coming`; those without a date under None."""

    past: dict
    coming: dict

    @classmethod
    def of(cls, past, coming):
        """Count events that were read already."""
        return cls(Counter(map(_year, past)), Counter(map(_year, coming)))

    @property
    def count(self):
        """Return the number of past events, those without a date too."""
        return sum(self.past.values())

    @property
    def dated(self):
        """Return the number of past events that have a date."""
        return self.count - self.past.get(None, 0)

    @property
    def coming_count(self):
        """Return the number of events in the calendar."""
        return sum(self.coming.values())

    def decades(self):
        """List the first years of the decades that have events, past or coming."""
        found = by_decade(self.past).keys() | by_decade(self.coming).keys()
        return sorted(found - {None})


@dataclass(frozen=True)
class Glance:
    """The whole record at a glance: its years, and the events that the lines of contact draw.

    Of the latter nothing is loaded but their dates, their sides and the keys of `shown_cities`.
    """

    years: Years
    marks: list


@dataclass(frozen=True)
class Listed:
    """What a page of the history prints: events of the past and of the calendar, in order.

    `years` counts all that pass the filters; this is page `number` of `pages`.
    """

    past: list
    coming: list
    years: Years
    number: int = 1
    pages: int = 1

    @property
    def further(self):
        """Return how many events lie too far ahead to be printed."""
        is_last = self.number == self.pages
        return self.years.coming_count - len(self.coming) if is_last else 0


def by_decade(by_year):
    """Add up numbers by year to numbers by the first year of a decade; None stays None."""
    found = Counter()
    for year, count in by_year.items():
        found[year if year is None else year // 10 * 10] += count
    return found


def at_a_glance(draft, today):
    """Return the `Glance` of all events, with a draft among them."""
    if draft is not NO_DRAFT:
        past, coming = past_and_coming(draft.read_once(events_of), today)
        return Glance(Years.of(past, coming), past)
    visible = Event.objects.visible(languages.current())
    years = _years_of(visible, today)
    return Glance(years, _marks(visible.past(today).dated(), years.dated))


def goals_by_year(draft, today):
    """Count the dated past events by `(year, key of a goal that they serve)`."""
    if draft is not NO_DRAFT:
        past, _coming = past_and_coming(draft.read_once(events_of), today)
        return Counter((event.start.year, goal.pk) for event in past if event.start
                       for goal in event.shown_goals)  # fmt: skip
    past = Event.objects.visible(languages.current()).past(today).dated().order_by()
    rows = past.annotate(year=ExtractYear("start")).values_list("year", "goals")
    return {(year, goal): count for year, goal, count in rows.annotate(count=Count("pk"))}


def listed(draft, form, all_years, today, *, number=None, event=None):
    """Return what a page prints of the events that pass the filters of a form.

    `number` names a page, `event` the address of an event whose page it is; both as a reader may
    have typed them. `all_years` are those of the whole record.
    """
    if draft is not NO_DRAFT:
        found = [each for each in draft.read_once(events_of) if form.matches(each)]
        past, coming = past_and_coming(found, today)
        coming = [] if form.is_of_what_was_counted else coming
        return Listed(past, coming, Years.of(past, coming))
    found = form.narrow(Event.objects.visible(languages.current()))
    found = found.past(today) if form.is_of_what_was_counted else found
    years = _years_of(found, today) if form.chosen() else all_years
    past = found.past(today).in_order()
    pages = Paginator(past, MOST_ROWS)
    pages.count = years.count  # Counted already.
    # What is coming stands after the last page of the past.
    of_event = _page_with(past, event)
    if event and of_event is None and event in found.coming(today).values_list("slug", flat=True):
        of_event = pages.num_pages
    page = pages.get_page(of_event or number)
    first = (page.number - 1) * MOST_ROWS
    wanted = Q(pk__in=past.values("pk")[first : first + MOST_ROWS])
    if page.number == pages.num_pages:
        wanted |= Q(pk__in=found.coming(today).in_order().values("pk")[:MOST_COMING])
    shown = Event.objects.to_print(languages.current()).filter(wanted)
    return Listed(*past_and_coming(shown, today), years, page.number, pages.num_pages)


def of_today(draft, today):
    """Return `(past, coming)` for the home page: what fell on this day, and what comes next.

    With a draft the past is all there is; `on_this_day` chooses.
    """
    if draft is not NO_DRAFT:
        return past_and_coming(draft.read_once(events_of), today)
    visible = Event.objects.visible(languages.current()).in_order()
    same_day = visible.past(today).filter(
        start__month=today.month,
        start__day=today.day,
        start__lt=today,
        start_unit=Unit.DAY,
        start_qualifier=Qualifier.EXACT,
        cancelled=False,
        postponed_to=None,
    )
    next_ones = visible.coming(today).values("pk")[:MOST_COMING]
    shown = Event.objects.to_print(languages.current()).filter(
        Q(pk__in=same_day.values("pk")[:1]) | Q(pk__in=next_ones)
    )
    return past_and_coming(shown, today)


def decades_with_pages(language):
    """List the first years of the decades, where the record is too long for one page."""
    rows = Event.objects.visible(language).order_by().annotate(year=ExtractYear("start"))
    years = dict(rows.values_list("year").annotate(count=Count("pk")))
    return Years(years, {}).decades() if sum(years.values()) > MOST_ROWS else []


def _year(event):
    return event.start.year if event.start else None


def _years_of(events, today):
    found = list(events.count_by_year(today))
    return Years(
        {year: past for year, past, _coming in found if past},
        {year: coming for year, _past, coming in found if coming},
    )


def _page_with(past, event):
    """Return the number of the page on which the event of an address stands, or None."""
    if not event:
        return None
    slugs = list(past.values_list("slug", flat=True))
    return slugs.index(event) // MOST_ROWS + 1 if event in slugs else None


def _marks(past, count):
    """List the events that the lines of contact draw, with what a line needs."""
    events = past.in_order().with_dates(languages.current())
    if count <= MOST_MARKS:
        return list(events)
    by_year = past.order_by().annotate(year=ExtractYear("start")).values("year", "cities", "side")
    return thinned(list(events.filter(pk__in=by_year.annotate(one=Min("pk")).values("one"))))


def thinned(events):
    """Keep of each city and side the first dated event in each stretch of years, where they are
    too many for a line.
    """
    if len(events) <= MOST_MARKS:
        return events
    events = [event for event in events if event.start]
    years = [event.start.year for event in events]
    width = -(-(years[-1] - first_drawn(years, years[-1]) + 1) // STRETCHES) if years else 1
    filled, kept = set(), []
    for event in events:
        stretch = (event.side, event.start.year // width)
        places = {(city.pk, *stretch) for city in event.shown_cities} or {(None, *stretch)}
        if not places <= filled:
            filled |= places
            kept.append(event)
    return kept
