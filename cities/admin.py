"""Cities, goals and events in the admin."""

from datetime import date

from django.contrib import admin
from django.db.models import Count, Max, Min, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities import models, reviews
from cities.city_facts import country_name
from cities.forms.content import CityForm, EventForm, RelationshipGoalForm, SourceForm, StageForm
from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartInline
from editorial.admin.lists.filters import FieldSelect, NamedSelect, Select
from editorial.text import languages


class LocalNameInline(PartInline):
    model = models.LocalName
    named_by = ["name"]
    summed_up_by = ["language"]
    fields = [("language", "name")]


class ReasonInline(PartInline):
    model = models.Reason
    named_by = ["reason"]
    fields = ["reason"]


class StageInline(PartInline):
    model = models.Stage
    form = StageForm
    named_by = ["stage"]
    summed_up_by = ["legal_basis"]
    add_by = "stage"
    fields = [
        "stage",
        "start",
        "legal_basis",
        ("source_title", "source_language", "source_seen"),
        "source_url",
    ]


class RelationshipGoalInline(PartInline):
    model = models.RelationshipGoal
    form = RelationshipGoalForm
    named_by = ["goal"]
    summed_up_by = ["reason"]
    fields = [
        "goal",
        "reason",
        "measure",
        "measure_proposed",
        ("start", "end"),
    ]


class CityPictureInline(PartInline):
    model = models.CityPicture
    named_by = ["alt", "picture"]
    autocomplete_fields = ["picture"]
    fields = ["picture", "decorative", "alt"]


def _counted(rows):
    """Count rows by the one value that they were grouped by; 0 without any."""
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


@admin.register(models.City)
class CityAdmin(ContentAdmin):
    form = CityForm
    list_display = ["label", "event_count", "last_event"]
    ordering = ["entry__label"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["events_link", "review"]
    inlines = [
        LocalNameInline,
        StageInline,
        ReasonInline,
        RelationshipGoalInline,
        CityPictureInline,
    ]
    fieldsets = [
        (None, {"fields": ["name", "events_link", "notice"]}),
        (
            gettext_lazy("Greeting"),
            {"fields": [("greeting", "greeting_language"), "greeting_meaning"]},
        ),
        (gettext_lazy("How it began"), {"fields": ["origin_lede", "origin"]}),
        (
            gettext_lazy("The city and we"),
            {"fields": ["profile", "shared", "take_part", "invitation"]},
        ),
        (
            gettext_lazy("Facts"),
            {
                "fields": [
                    ("country", "region"),
                    ("latitude", "longitude", "time_zone"),
                    ("population", "population_year", "population_scope", "population_valid_until"),
                    ("population_source_title", "population_source_language"),
                    "population_source_url",
                    "website",
                    "other_names",
                    "phrase_in",
                ]
            },
        ),
        (
            gettext_lazy("Address and look"),
            {"fields": ["slug", "emblem", "description"], "classes": ["collapse"]},
        ),
        (
            gettext_lazy("For staff only"),
            {"fields": ["review", "doubt_note", ("attested_on", "attestation_note")]},
        ),
    ]

    def get_queryset(self, request):
        events = models.Event.cities.through.objects.filter(city=OuterRef("pk")).order_by()
        return (
            super()
            .get_queryset(request)
            .annotate(
                event_total=_counted(events.values("city")),
                last_start=Subquery(
                    events.values("city").annotate(last=Max("event__start")).values("last")
                ),
            )
        )

    def meta(self, city):
        """Name its country, in the reader's language."""
        return [country_name(city.country)]

    def has_delete_permission(self, request, obj=None):
        """Keep the home city: every distance is measured from it."""
        return super().has_delete_permission(request, obj) and not (obj and obj.is_home)

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset.filter(is_home=False))

    @admin.display(description=gettext_lazy("events"), ordering="event_total")
    def event_count(self, city):
        """Count the events that concern it."""
        return city.event_total

    @admin.display(description=gettext_lazy("last event"), ordering="last_start")
    def last_event(self, city):
        """Return the year of the newest event."""
        return city.last_start.year if city.last_start else "–"

    @admin.display(description=gettext_lazy("events"))
    def events_link(self, city):
        """Link to the events of this city, which have pages of their own."""
        if city.pk is None:
            return _("Save the city first; then add its events.")
        count = city.events.count()
        words = ngettext("%(count)s event", "%(count)s events", count) % {"count": count}
        return format_html(
            '<a href="{}?cities__id__exact={}">{}</a> &nbsp; <a href="{}?cities={}">{}</a>',
            reverse("admin:cities_event_changelist"),
            city.pk,
            words,
            reverse("admin:cities_event_add"),
            city.pk,
            _("Add an event"),
        )

    @admin.display(description=gettext_lazy("next review"))
    def review(self, city):
        """Say by when policy asks for the next review. Visitors never see this."""
        today = timezone.localdate()
        review = (
            reviews.next_review(city.current_stage, city.events.all(), today) if city.pk else None
        )
        if review is None:
            return _("No date on record to count from.")
        words = _("Due now: %(due)s") if review.is_due(today) else _("By %(due)s")
        return words % {"due": review.due.isoformat()}


@admin.register(models.Goal)
class GoalAdmin(ContentAdmin):
    list_display = ["label", "event_count"]
    ordering = ["rank", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "sentence", "text"]}),
        (gettext_lazy("Address and look"), {"fields": ["slug", "icon", "rank", "description"]}),
    ]

    def get_queryset(self, request):
        events = models.Event.goals.through.objects.filter(goal=OuterRef("pk")).order_by()
        rows = super().get_queryset(request)
        return rows.annotate(event_total=_counted(events.values("goal")))

    @admin.display(description=gettext_lazy("events"), ordering="event_total")
    def event_count(self, goal):
        """Count the events that serve it."""
        return goal.event_total


class SourceInline(PartInline):
    model = models.Source
    form = SourceForm
    named_by = ["title"]
    summed_up_by = ["publisher"]
    fields = [("language", "seen"), "title", "publisher", "url"]


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
    autocomplete_fields = ["picture"]
    inlines = [SourceInline]
    fieldsets = [
        (None, {"fields": ["title", "text", "kind", "cancelled"]}),
        (
            gettext_lazy("When"),
            {"fields": ["start", "end", "partner_date"]},
        ),
        (
            gettext_lazy("Where and who"),
            {"fields": ["cities", "side", "place", ("guests", "travelers")]},
        ),
        (gettext_lazy("What for"), {"fields": ["goals"]}),
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
        """Name cities and goals by their names, and leave out the home city."""
        queryset = db_field.related_model.objects.select_related("entry").named()
        kwargs["widget"] = CheckboxSelectMultiple
        kwargs["queryset"] = (
            queryset.filter(Q(is_home=False)) if db_field.name == "cities" else queryset
        )
        return super().formfield_for_manytomany(db_field, request, **kwargs)
