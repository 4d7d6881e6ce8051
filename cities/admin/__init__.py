"""Cities, goals and events in the admin."""

from django.contrib import admin
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities import models, reviews
from cities.admin.forms import (
    CityForm,
    EventForm,
    GoalForm,
    LocalNameForm,
    RelationshipGoalForm,
    SourceForm,
    StageForm,
)
from cities.forms.chips import CityChips, GoalChips
from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartInline


class LocalNameInline(PartInline):
    model = models.LocalName
    form = LocalNameForm
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


@admin.register(models.City)
class CityAdmin(ContentAdmin):
    form = CityForm
    list_display = ["label", "country", "public_in", "event_count", "last_event"]
    search_fields = ["entry__label", "slug", "localnames__name"]
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
        return (
            super()
            .get_queryset(request)
            .annotate(event_total=Count("events", distinct=True), last_start=Max("events__start"))
        )

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
    form = GoalForm
    list_display = ["label", "rank", "public_in", "event_count"]
    search_fields = ["entry__label", "slug"]
    ordering = ["rank", "pk"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "sentence", "text"]}),
        (gettext_lazy("Address and look"), {"fields": ["slug", "icon", "rank", "description"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(event_total=Count("events", distinct=True))

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


class DecadeFilter(admin.SimpleListFilter):
    """Choose events by decade."""

    title = gettext_lazy("decade")
    parameter_name = "decade"

    def lookups(self, request, model_admin):
        years = models.Event.objects.exclude(start=None).dates("start", "year")
        return [(str(first), f"{first}s") for first in sorted({y.year // 10 * 10 for y in years})]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        first = int(self.value())
        return queryset.filter(start__year__gte=first, start__year__lt=first + 10)


@admin.register(models.Event)
class EventAdmin(ContentAdmin):
    form = EventForm
    list_display = ["when_text", "label", "kind", "side", "is_cancelled", "public_in"]
    list_display_links = ["label"]
    list_filter = [
        ("cities", admin.RelatedOnlyFieldListFilter),
        DecadeFilter,
        "kind",
        "goals",
        "cancelled",
    ]
    search_fields = ["entry__label"]
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

    @admin.display(description=gettext_lazy("date"), ordering="start")
    def when_text(self, event):
        """Print the date as visitors see it."""
        return event.when() or "–"

    @admin.display(description=gettext_lazy("cancelled"), ordering="cancelled")
    def is_cancelled(self, event):
        """Say it where it is; a cross for "no" would say the contrary."""
        return _("Cancelled") if event.cancelled else ""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Tick cities and goals by their names and drawings; the home city is no choice."""
        if db_field.name == "cities":
            kwargs["widget"] = CityChips
            kwargs["queryset"] = models.City.objects.partners().in_order().with_emblems()
        else:
            kwargs["widget"] = GoalChips
            kwargs["queryset"] = models.Goal.objects.in_order().named()
        return super().formfield_for_manytomany(db_field, request, **kwargs)
