"""The events of a city or a goal: all of them, or the newest where they would fill a book.

What is left out is counted and drawn nevertheless, and the history lists it.
"""

from dataclasses import dataclass

from django.db.models import Q

from cities.history.bare import bare
from cities.history.events import events_of, past_and_coming
from cities.history.record import MOST_COMING, thinned
from cities.models import Event
from editorial.previews.draft import NO_DRAFT
from editorial.text import languages

# So many past events are printed on the page of a city or a goal.
MOST_PRINTED = 50


@dataclass(frozen=True)
class Newest:
    """`past` and `coming` are printed, in order; `all_past` are bare where they are too many."""

    past: list
    coming: list
    all_past: list
    coming_count: int

    @property
    def is_cut(self):
        """Return whether older events are not printed."""
        return len(self.past) < len(self.all_past)

    def marks(self):
        """List the past events that a line draws, in order; see `record.thinned`."""
        drawn = thinned(self.all_past)
        if not self.is_cut:
            return drawn
        return list(Event.objects.filter(pk__in=[each.pk for each in drawn]).in_order().to_draw())


def newest(draft, today, *, city=None, goal=None):
    """Return the `Newest` events of a city, or those that serve a goal; with a draft all."""
    if draft is not NO_DRAFT:
        past, coming = past_and_coming(events_of(draft, city=city, goal=goal), today)
        return Newest(past, coming, past, len(coming))
    language = languages.current()
    every = Event.objects.of_city(city) if city else Event.objects.of_goal(goal)
    found = every.visible(language)
    # One more than is printed tells whether there are more.
    latest = found.past(today).newest_first().values("pk")[: MOST_PRINTED + 1]
    next_ones = found.coming(today).in_order().values("pk")[: MOST_COMING + 1]
    shown = Event.objects.to_print(language).filter(Q(pk__in=latest) | Q(pk__in=next_ones))
    past, coming = past_and_coming(shown, today)
    all_past, coming_count = past, len(coming)
    if len(past) > MOST_PRINTED:
        all_past = bare(found.past(today).in_order(), every, language)
        past = _without_oldest(past)
    if coming_count > MOST_COMING:
        coming_count = found.coming(today).count()
    return Newest(past, coming[:MOST_COMING], all_past, coming_count)


def _without_oldest(past):
    """Drop the one too many; in order, those without a date stand last but count as the oldest."""
    undated = [event for event in past if event.start is None]
    if undated:
        return [event for event in past if event is not undated[0]]
    return past[1:]
