"""How a typed date was understood, as the form says it beside the field."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cities.dates.explaining import explanation, far_year
from cities.dates.honest_date import HonestDate, Qualifier, Unit
from cities.dates.proposals import refusal
from cities.dates.reading import NotUnderstoodError, read
from cities.drawing.contact_line import Glyph, Side, glyph
from cities.models import Stage


class Takes(StrEnum):
    """Which dates a field takes."""

    # Whatever a date can hold.
    ANY = "any"
    # No "about", "by" and "or".
    EXACT = "exact"
    # A single day.
    DAY = "day"


@dataclass(frozen=True)
class ReadBack:
    """A date as it was understood, or why it was not.

    - `honest`: the date; None where the text is none;
    - `today`: the day on which it was typed.
    """

    honest: HonestDate | None
    error: str = ""
    today: date | None = None

    @cached_property
    def asks(self):
        """Return the year that somebody has to say they mean, or None. It may ask the record."""
        if self.honest is None or self.today is None:
            return None
        return far_year(self.honest, self.today, first_year)

    @property
    def text(self):
        """Return the date as visitors read it."""
        return capfirst(self.honest.text()) or _("Date not known")

    @property
    def explanation(self):
        """Return what it claims, in a sentence."""
        return explanation(self.honest)

    @property
    def glyph(self) -> Glyph | None:
        """Return the drawing of how precisely it is known."""
        return glyph(self.honest, Side.BOTH)


def read_back(text, takes=Takes.ANY, near=None):
    """Read what somebody typed; `near` is the year of what stood there before, or None."""
    today = timezone.localdate()
    try:
        honest = read(text)
    except NotUnderstoodError as error:
        return ReadBack(None, refusal(text, error.problem, near, today))
    if takes == Takes.DAY and honest.unit not in {Unit.DAY, Unit.UNKNOWN}:
        words = _("“%(typed)s” is no single day. Write it like November 1, 2026.")
        return ReadBack(None, words % {"typed": text.strip()})
    if takes != Takes.ANY and honest.qualifier != Qualifier.EXACT:
        words = _("Write this date without “about”, “by” and “or”.")
        return ReadBack(None, words)
    return ReadBack(honest, today=today)


def first_year():
    """Return the year in which the first relationship on record began, or None."""
    first = Stage.objects.exclude(start=None).order_by("start").values_list("start", flat=True)
    return next((day.year for day in first[:1]), None)


def far_words(year):
    """Ask whether a year far outside the record is meant."""
    first = first_year()
    if first is None or year > first:
        words = _("%(year)s lies far ahead. Is it meant?")
        return words % {"year": year}
    words = _("%(year)s lies far before everything on record, which begins in %(first)s.")
    return words % {"year": year, "first": first}
