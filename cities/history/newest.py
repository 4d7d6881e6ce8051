"""The events of a city or a goal: all of them, or the newest where they would fill a book.

What is left out is counted and drawn nevertheless, and the history lists it.
"""

from dataclasses import dataclass

from cities.history.bare import bare_past, with_parts
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
    all_past, next_ones = bare_past(every.visible(language).in_order(), today)
    wanted = [*(event.pk for event in _latest(all_past)), *next_ones[:MOST_COMING]]
    shown = Event.objects.to_print(language).filter(pk__in=wanted)
    past, coming = past_and_coming(shown, today)
    is_cut = len(all_past) > MOST_PRINTED
    all_past = with_parts(all_past, every, language) if is_cut else past
    return Newest(past, coming, all_past, len(next_ones))


def _latest(past):
    """Keep as many as are printed; in order, those without a date stand last but are the oldest."""
    undated = [event for event in past if event.start is None]
    dated = past[: len(past) - len(undated)]
    return [*undated, *dated][-MOST_PRINTED:]
