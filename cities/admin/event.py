"""Events in the admin, with their figures and sources."""

from datetime import date

from django.contrib import admin
from django.db.models import Max, Min, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities import models
from cities.admin.forms import (
    CitationForm,
    EventForm,
)
from cities.forms.chips import (
    CitiesField,
    CityChips,
    GoalChips,
    GoalsField,
    cities_to_tick,
    goals_to_tick,
)
from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartInline
from editorial.admin.lists.filters import FieldSelect, NamedSelect, Select
from editorial.text import languages


class CitationInline(PartInline):
    model = models.Citation
    form = CitationForm
    named_by = ["source", "words"]
    summed_up_by = ["kind"]
    autocomplete_fields = ["source"]
    fields = ["source", "kind", ("words", "language")]


class FigureInline(PartInline):
    model = models.Figure
    named_by = ["kind"]
    summed_up_by = ["number"]
    add_by = "kind"
    autocomplete_fields = ["source"]
    fields = ["kind", ("number", "young", "known"), "source"]


class CitySelect(NamedSelect):
    """Choose events by city."""

    title = gettext_lazy("City")
    # As Django names it: links to the events of a city have it.
    parameter_name = "cities__id__exact"
    model, field = models.City, "cities"


class GoalSelect(NamedSelect):
    """Choose events by goal."""

    title = gettext_lazy("Goal")
    parameter_name = "goal"
    model, field = models.Goal, "goals"


class DecadeSelect(Select):
    """Choose events by decade."""

    title = gettext_lazy("Decade")
    parameter_name = "decade"

    def lookups(self, request, model_admin):
        """List the decades from the first event to the last."""
        ends = models.Event.objects.aggregate(first=Min("start"), last=Max("start"))
        if ends["first"] is None:
            return []
        decades = range(ends["first"].year // 10 * 10, ends["last"].year + 1, 10)
        return [(str(first), f"{first}s") for first in reversed(decades)]

    def narrowed(self, queryset, value):
        """Keep the events of ten years."""
        first = int(value)
        return queryset.filter(start__gte=date(first, 1, 1), start__lt=date(first + 10, 1, 1))


@admin.register(models.Event)
class EventAdmin(ContentAdmin):
    form = EventForm
    list_display = ["when_text", "label"]
    list_filter = [CitySelect, GoalSelect, DecadeSelect, ("kind", FieldSelect)]
    ordering = ["-start", "-start_unit", "-pk"]
    autocomplete_fields = ["postponed_to"]
    inlines = [FigureInline, CitationInline]
    fieldsets = [
        (None, {"fields": ["title", "text", "kind"]}),
        (
            gettext_lazy("When"),
            {"fields": ["start", ("start_time", "end_time"), "end", "partner_date"]},
        ),
        (
            gettext_lazy("Where and who"),
            {
                "fields": [
                    "cities",
                    "side",
                    "place",
                    "address",
                    ("online_url", "registration_url"),
                ]
            },
        ),
        (
            gettext_lazy("If plans change"),
            {"fields": ["cancelled", "moved_from", "postponed_to"], "classes": ["collapse"]},
        ),
        (gettext_lazy("What for"), {"fields": ["goals"]}),
        (gettext_lazy("Address"), {"fields": ["slug"], "classes": ["collapse"]}),
        (
            gettext_lazy("Picture"),
            {"fields": ["picture", "decorative", "alt"], "classes": ["collapse"]},
        ),
    ]

    def get_queryset(self, request):
        named = models.City.objects.select_related("entry").only("entry__label")
        return super().get_queryset(request).prefetch_related(Prefetch("cities", named))

    def meta(self, event):
        """Say of what kind it is, with which cities, and whether it was cancelled."""
        cities = sorted(city.entry.label for city in event.cities.all())
        return [
            event.get_kind_display(),
            languages.listed(cities) or _("Program"),
            _("Cancelled") if event.cancelled else "",
        ]

    @admin.display(description=gettext_lazy("date"), ordering="start")
    def when_text(self, event):
        """Print the date as visitors see it."""
        return event.when() or "–"

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Tick cities and goals by their names and drawings; the home city is no choice."""
        if db_field.name == "cities":
            how = {"form_class": CitiesField, "widget": CityChips, "queryset": cities_to_tick()}
        else:
            how = {"form_class": GoalsField, "widget": GoalChips, "queryset": goals_to_tick()}
        kwargs |= how
        return super().formfield_for_manytomany(db_field, request, **kwargs)
