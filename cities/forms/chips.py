"""Chips: things to tick that show their drawing."""

from datetime import date
from functools import cache

from django import forms
from django.conf import settings
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.dates.honest_date import HonestDate, Unit
from cities.drawing.contact_line import glyph
from cities.models import City, Goal, Side
from editorial.models import Picture
from editorial.templatetags.drawings import drawing

# The marks show where something happened, on whatever day.
_ANY_DAY = date(2000, 1, 1)


class Chips:
    """Prints the choices of a widget as chips, with one template for all of them."""

    template_name = "admin/widgets/chips.html"
    option_inherits_attrs = False

    def get_context(self, name, value, attrs):
        """Add what is drawn for each choice, as HTML."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["options"] = [
            option for _group, group, _i in widget["optgroups"] for option in group
        ]
        for option in widget["options"]:
            option["mark"] = self.mark_of(option["value"])
        return context

    def mark_of(self, value):
        """Return what is drawn for a choice, as HTML."""
        raise NotImplementedError


class CityChips(Chips, forms.CheckboxSelectMultiple):
    """Cities to tick, each with its emblem."""

    def mark_of(self, value):
        """Return the emblem of the city: its picture, else its drawing."""
        emblem, picture = value.instance
        if picture is None or not picture.smallest_url:
            return drawing("cities", emblem, "emblem")
        return format_html(
            '<img class="emblem emblem--picture {}" src="{}" alt="" width="40" height="40">',
            picture.focal_classes,
            picture.smallest_url,
        )


class GoalChips(Chips, forms.CheckboxSelectMultiple):
    """Goals to tick, each with its icon."""

    def mark_of(self, value):
        """Return the icon of the goal."""
        return drawing("goals", value.instance, "icon")


# The rows are read anew each time; only the queries for them are put together once. Those that
# name a text have the column of a language in them.
@cache
def cities_to_tick():
    """Return the query for the cities of which an event can be."""
    return City.objects.partners().in_order().named()


@cache
def goals_to_tick():
    """Return the query for the goals that an event can serve."""
    return Goal.objects.in_order().named()


@cache
def _cities_in(_language):
    columns = ("pk", "name", "slug", "emblem", "emblem_picture")
    return cities_to_tick().values_list(*columns)


@cache
def _goals_in(_language):
    return goals_to_tick().values_list("pk", "name", "slug", "icon")


class _Cities(ModelChoiceIterator):
    """Lists cities by their columns: rows of models with so many fields take ten times as long.

    The emblem and its picture, which has a query of its own, take the place of the row.
    """

    def __iter__(self):
        rows = list(_cities_in(get_language()).all())
        keys = {picture for *_city, picture in rows if picture}
        pictures = Picture.objects.in_bulk(keys) if keys else {}
        for pk, name, slug, emblem, picture in rows:
            yield ModelChoiceIteratorValue(pk, (emblem, pictures.get(picture))), name or slug


class _Goals(ModelChoiceIterator):
    """Lists goals by their columns, as `_Cities` does; the icon takes the place of the row."""

    def __iter__(self):
        for pk, name, slug, icon in _goals_in(get_language()).all():
            yield ModelChoiceIteratorValue(pk, icon), name or slug


class CitiesField(forms.ModelMultipleChoiceField):
    """Cities to tick, those of `cities_to_tick`."""

    iterator = _Cities


class GoalsField(forms.ModelMultipleChoiceField):
    """Goals to tick, those of `goals_to_tick`."""

    iterator = _Goals


class SideChips(Chips, forms.RadioSelect):
    """Where an event took place: above the line, below it, across it."""

    def mark_of(self, value):
        """Return the mark of the timeline."""
        return _mark_of_side(value)


@cache  # There are five of them, and they are always the same.
def _mark_of_side(side):
    if side == Side.UNKNOWN:
        return mark_safe('<span class="chip__open" aria-hidden="true"></span>')
    drawn = glyph(HonestDate(_ANY_DAY, Unit.MONTH), side)
    return render_to_string("components/glyph.html", {"glyph": drawn})


class DrawingChips(Chips, forms.RadioSelect):
    """Drawings to choose, of one folder of the content."""

    folder = ""

    def mark_of(self, value):
        """Return the drawing itself."""
        return drawing(self.folder, value, "emblem")


# Whose drawings they are; one that is in use goes by the name of what it stands for.
_SHOWN_ON = {"cities": (City, "emblem"), "goals": (Goal, "icon")}
# Drawings that any program may bring, by the names of their files. Others go by these names.
NAMES = {
    "bridge": _("Bridge"),
    "harbor": _("Harbor"),
    "mountains": _("Mountains"),
    "tower": _("Tower"),
    "civic": _("Civic"),
    "diplomatic": _("Diplomatic"),
    "economic": _("Economic"),
    "educational": _("Educational"),
    "humanitarian": _("Humanitarian"),
}


class DrawingField(forms.ChoiceField):
    """The name of a drawing that is there."""

    def __init__(self, folder, **kwargs):
        self.folder = folder
        super().__init__(choices=self._choices, widget=DrawingChips, required=False, **kwargs)
        self.widget.folder = folder
        self.error_messages["invalid_choice"] = _(
            "There is no drawing “%(value)s”. Choose one that is there."
        )

    def _choices(self):
        model, field = _SHOWN_ON[self.folder]
        of_rows = dict(model.objects.values_list(field, model.title_field))
        names = {path.stem for path in drawings_of(self.folder)}
        labels = {
            name: of_rows.get(name) or NAMES.get(name) or name.replace("-", " ").title()
            for name in names
        }
        return [("", _("None yet")), *sorted(labels.items(), key=lambda pair: str(pair[1]))]


def drawings_of(folder):
    """List the files of the drawings in a folder of the content."""
    return (settings.CONTENT_DIR / "drawings" / folder).glob("*.svg")
