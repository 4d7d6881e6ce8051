"""Chips: things to tick that show their drawing."""

from datetime import date

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cities.dates.honest_date import HonestDate, Unit
from cities.drawing.contact_line import glyph
from cities.models import City, Goal, Side
from editorial.templatetags.drawings import drawing
from editorial.text.localized import localized

# The marks show where something happened, on whatever day.
_ANY_DAY = date(2000, 1, 1)


class Chips:
    """Prints the choices of a widget as chips, with one template for all of them."""

    template_name = "admin/widgets/chips.html"
    option_inherits_attrs = False

    def get_context(self, name, value, attrs):
        """Add the drawing of each choice."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["options"] = [
            option for _group, group, _i in widget["optgroups"] for option in group
        ]
        for option in widget["options"]:
            option |= self.picture_of(option["value"])
        return context

    def picture_of(self, value):
        """Return what is drawn for a choice: its `drawing`, its `glyph` or its `image`."""
        raise NotImplementedError


class CityChips(Chips, forms.CheckboxSelectMultiple):
    """Cities to tick, each with its emblem."""

    def picture_of(self, value):
        """Return the emblem of the city: its picture, else its drawing."""
        city = value.instance
        if city.emblem_url:
            return {"image": city.emblem_url, "focal": city.emblem_picture.focal_classes}
        return {"drawing": drawing("cities", city.emblem, "emblem")}


class GoalChips(Chips, forms.CheckboxSelectMultiple):
    """Goals to tick, each with its icon."""

    def picture_of(self, value):
        """Return the icon of the goal."""
        return {"drawing": drawing("goals", value.instance.icon, "icon")}


class SideChips(Chips, forms.RadioSelect):
    """Where an event took place: above the line, below it, across it."""

    def picture_of(self, value):
        """Return the mark of the timeline."""
        if value == Side.UNKNOWN:
            return {"glyph": None, "is_open": True}
        return {"glyph": glyph(HonestDate(_ANY_DAY, Unit.MONTH), value)}


class DrawingChips(Chips, forms.RadioSelect):
    """Drawings to choose, of one folder of the content."""

    folder = ""

    def picture_of(self, value):
        """Return the drawing itself."""
        return {"drawing": drawing(self.folder, value, "emblem")}


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
        rows = model.objects.only_texts(model.title_field, facts=[field]).select_related("entry")
        of_rows = {getattr(row, field): str(localized(row, model.title_field)) for row in rows}
        names = {path.stem for path in drawings_of(self.folder)}
        labels = {
            name: of_rows.get(name) or NAMES.get(name) or name.replace("-", " ").title()
            for name in names
        }
        return [("", _("None yet")), *sorted(labels.items(), key=lambda pair: str(pair[1]))]


def drawings_of(folder):
    """List the files of the drawings in a folder of the content."""
    return (settings.CONTENT_DIR / "drawings" / folder).glob("*.svg")
