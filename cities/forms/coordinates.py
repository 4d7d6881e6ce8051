"""Latitude and longitude as people copy them from a map."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.translation import gettext as _

from cities.dates.vocabulary import fold

# "36.2381", "-111.9", "36.2381° N", "36°14′17″N", "36 14 17 S".
_WRITTEN = re.compile(
    r"(?P<sign>[+-]?) ?(?P<degrees>\d{1,3}(?:[.,]\d{1,12})?) ?°? ?"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d{1,6})?) ?['′] ?)?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d{1,6})?) ?(?:\"|″|'') ?)?"
    r"(?P<side>[nsew]?)"
)
FOUR_DECIMALS = Decimal("0.0001")


class CoordinateInput(forms.TextInput):
    """A text field beside which the map shows the place, also while somebody types."""

    class Media:
        js = [Script("js/place_map.js", type="module")]


class CoordinateField(forms.Field):
    """Degrees, as a decimal number with four decimals: that is ten meters."""

    widget = CoordinateInput

    # The greatest number of degrees, and the letters for more and less than 0.
    most, sides = 90, "ns"

    def to_python(self, value):
        """Return degrees as a Decimal, or None."""
        text = str(value or "").strip()[:40]
        if not text:
            return None
        # NFKD makes two of the mark for seconds; degrees are dropped like ordinal signs.
        found = _WRITTEN.fullmatch(" ".join(fold(text.replace("°", " ").replace("″", '"')).split()))
        if found is None or (found["side"] and found["side"] not in self.sides):
            raise ValidationError(self._not_understood() % {"typed": text})
        degrees = Decimal(found["degrees"].replace(",", "."))
        degrees += Decimal(found["minutes"] or 0) / 60 + Decimal(found["seconds"] or 0) / 3600
        if found["sign"] == "-" or found["side"] == self.sides[1]:
            degrees = -degrees
        if abs(degrees) > self.most:
            raise ValidationError(self._too_far())
        return degrees.quantize(FOUR_DECIMALS)

    def has_changed(self, initial, data):
        """Return whether another place is named; "36.20" is "36.2"."""
        try:
            return self.to_python(data) != self.to_python("" if initial is None else str(initial))
        except ValidationError:
            return True


class LatitudeField(CoordinateField):
    """How far north; south is negative."""

    def _not_understood(self):
        return _("“%(typed)s” is no latitude. Write it like 36.2381, or 36.2381 S for the south.")

    def _too_far(self):
        return _("A latitude lies between 90 south and 90 north.")


class LongitudeField(CoordinateField):
    """How far east; west is negative."""

    most, sides = 180, "ew"

    def _not_understood(self):
        return _("“%(typed)s” is no longitude. Write it like 137.9720, or 111.8910 W for the west.")

    def _too_far(self):
        return _("A longitude lies between 180 west and 180 east.")
