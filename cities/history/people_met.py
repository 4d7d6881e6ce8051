"""How many people met at events: guests from there, and those who traveled there from here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.models import Figure
from editorial.text import formats

COUNTED = {Figure.Kind.GUESTS, Figure.Kind.TRAVELERS}


@dataclass(frozen=True)
class People:
    """Guests and travelers of some events: `number` is None where no event has a number.

    It is known for `known` of the `total` events that were held with one city alone.
    """

    number: int | None = None
    known: int = 0
    total: int = 0
    is_estimated: bool = False

    @property
    def text(self):
        """Say the number; "not known" without one."""
        if self.number is None:
            return pgettext("a number", "not known")
        written = formats.number(self.number)
        return _("%(figure)s (estimated)") % {"figure": written} if self.is_estimated else written


def people_of(events):
    """Add up the guests and travelers of events that were held with one city alone.

    How many of several cities' guests came from this one, the record does not say. A city that
    readers do not see is one of several too.
    """
    numbers, estimated, known = [], False, 0
    alone = [event for event in events if event.is_of_one_city]
    for event in alone:
        counted = [
            figure
            for figure in event.shown_figures
            if figure.kind in COUNTED and figure.number is not None
        ]
        numbers += [figure.number for figure in counted]
        known += bool(counted)
        estimated |= any(figure.known == Figure.Known.ESTIMATED for figure in counted)
    return People(sum(numbers), known, len(alone), estimated) if numbers else People()
