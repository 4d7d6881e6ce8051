"""One text field for a date that is as precise as the record.

The columns behind it (`cities.dates.model_fields`) stay what they are: the form reads them into
an `HonestDate`, the field shows its words, and what was typed is spread over the columns again.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.dates.honest_date import HonestDate, Qualifier, Unit
from cities.dates.model_fields import has_qualifier
from cities.forms.reading_back import ReadBack, Takes, far_words, read_back


class TypedDate(NamedTuple):
    """What was typed, and the year that was ticked as meant."""

    text: str
    meant: str = ""

    def __str__(self):
        return self.text


class DateInput(forms.Widget):
    """A text field with what was understood beside it, also while somebody types."""

    template_name = "admin/widgets/honest_date.html"
    takes = Takes.ANY
    # Whether visitors read the date as it stands here, "not known" as well.
    is_shown = False
    # The year that stood there before, and one that has to be ticked.
    near = None
    asks = None

    class Media:
        js = [Script("js/read_dates.js", type="module")]

    def value_from_datadict(self, data, files, name):
        """Return what was typed with its tick."""
        return TypedDate(data.get(name, ""), data.get(f"{name}-meant", ""))

    def get_context(self, name, value, attrs):
        """Add what was understood, by the server."""
        if isinstance(value, TypedDate):
            text, back = value.text, read_back(value.text, self.takes, self.near)
            # A tick that was given stays; what needs one was found out by the field.
            asks = self.asks or (value.meant if value.meant.isdecimal() else None)
        else:
            honest = honest_of(value)
            # A day that is written out says itself how it is understood.
            text, back = honest.text(), ReadBack(None if self.takes == Takes.DAY else honest)
            asks = None
        context = super().get_context(name, text, attrs)
        context["widget"] |= {
            "takes": self.takes,
            "near": self.near or "",
            "url": reverse("admin:read_date"),
            # What is wrong stands above the field already.
            "back": back if back.honest and (back.honest.is_known or self.is_shown) else None,
            "is_shown": self.is_shown,
            "asks": asks,
            "is_meant": not self.asks,
        }
        return context


class HonestDateField(forms.Field):
    """A date in words: an `HonestDate`."""

    widget = DateInput

    def __init__(self, *, takes=Takes.ANY, is_shown=False, required=False, **kwargs):
        super().__init__(required=required, **kwargs)
        self.takes = self.widget.takes = takes
        self.widget.is_shown = is_shown
        self.before = HonestDate()
        self.near = None

    def stands(self, value):
        """Remember what stood there when the form was opened."""
        self.before = honest_of(value)
        if self.before.is_known:
            self.near = self.widget.near = self.before.day.year

    def clean(self, value):
        """Return the date. Raises ValidationError, with what may have been meant.

        A form may hide an empty field; then it sends a bare text.
        """
        value = value if isinstance(value, TypedDate) else TypedDate(value or "")
        back = read_back(value.text, self.takes, self.near)
        if back.honest is None:
            raise ValidationError(back.error, code="invalid")
        if back.honest != self.before and back.asks and value.meant != str(back.asks):
            self.widget.asks = back.asks
            raise ValidationError(far_words(back.asks), code="far")
        return back.honest

    def has_changed(self, initial, data):
        """Return whether another date was typed; the same in other words is no change."""
        if not isinstance(data, TypedDate):
            return honest_of(initial) != honest_of(data)
        return read_back(data.text, self.takes).honest != honest_of(initial)


class DayField(HonestDateField):
    """A single day in words, kept as a plain date."""

    def __init__(self, **kwargs):
        super().__init__(takes=Takes.DAY, **kwargs)

    def clean(self, value):
        """Return the day, or None."""
        return super().clean(value).day


class HonestDates:
    """Lets a model form have `HonestDateField`s by the names of the model's dates."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, DayField):
                field.stands(self.initial.get(name))
            elif isinstance(field, HonestDateField):
                self.initial[name] = _stored(self.instance, name)
                field.stands(self.initial[name])

    def _post_clean(self):
        for name in self._understood():
            honest = self.cleaned_data[name]
            # Django puts what is cleaned under a model field's name into that field.
            self.cleaned_data[name] = honest.day
            setattr(self.instance, f"{name}_unit", int(honest.unit))
            if has_qualifier(name):
                setattr(self.instance, f"{name}_qualifier", str(honest.qualifier))
                setattr(self.instance, f"{name}_other", honest.alternative)
        super()._post_clean()

    def _understood(self):
        return [name for name, value in self.cleaned_data.items() if isinstance(value, HonestDate)]

    def _get_validation_exclusions(self):
        """Check the columns of a date like the field that stands for them."""
        columns = {
            f"{name}{column}"
            for name, field in self.fields.items()
            if isinstance(field, HonestDateField) and name not in self._errors
            for column in ("_unit", "_qualifier", "_other")
        }
        return super()._get_validation_exclusions() - columns


def honest_of(value):
    """Return a stored value as an `HonestDate`: one already, a day, or nothing."""
    if isinstance(value, HonestDate):
        return value
    return HonestDate(value, Unit.DAY) if isinstance(value, date) else HonestDate()


def _stored(row, name):
    day, unit = getattr(row, name), getattr(row, f"{name}_unit")
    if not has_qualifier(name):
        return HonestDate(day, unit, Qualifier.EXACT)
    qualifier, other = getattr(row, f"{name}_qualifier"), getattr(row, f"{name}_other")
    return HonestDate(day, unit, qualifier, other)


def _examples():
    return _examples_in(get_language())


@cache
def _examples_in(_language):
    """Make them once for a language: a form has one for each of its dates, and asks often."""
    texts = ["1992", _("March 1992"), "3/14/1992", _("about 1978"), _("July 1988 or July 1989")]
    shown = format_html_join(" ", "<b>{}</b>", ((text,) for text in [*texts, _("by May 1988")]))
    return format_html('<span class="date-examples">{} {}</span>', _("You can type"), shown)


examples = lazy(_examples, SafeString)
