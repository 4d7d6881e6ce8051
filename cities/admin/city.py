"""Cities in the admin, with their relationship."""

from django.contrib import admin
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities import models, reviews
from cities.admin.forms import (
    CityForm,
    LocalNameForm,
    RelationshipGoalForm,
    StageForm,
)
from cities.city_facts import country_name
from cities.forms import place_map
from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartInline

ATTESTED = ("attested_on", "attestation_note")


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
    autocomplete_fields = ["source"]
    fields = ["stage", "start", "legal_basis", "source"]


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

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Choose a goal by its name alone: a row in seven languages has many columns."""
        if db_field.related_model is models.Goal:
            kwargs["queryset"] = models.Goal.objects.in_order().named()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CityPictureInline(PartInline):
    model = models.CityPicture
    named_by = ["alt", "picture"]
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
    readonly_fields = ["events_link", "place", "review"]
    autocomplete_fields = ["emblem_picture", "population_source"]
    inlines = [
        LocalNameInline,
        StageInline,
        ReasonInline,
        RelationshipGoalInline,
        CityPictureInline,
    ]
    fieldsets = [
        (None, {"fields": ["name", "phrase_in", "phrase_about", "events_link", "notice"]}),
        (
            gettext_lazy("Greeting"),
            {
                "fields": [
                    ("greeting", "greeting_language"),
                    "greeting_meaning",
                    "greeting_sound",
                ]
            },
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
                    "place",
                    ("population", "population_year", "population_scope", "population_valid_until"),
                    "population_source",
                    ("website", "wikidata"),
                    "other_names",
                ]
            },
        ),
        (
            gettext_lazy("Address and look"),
            {
                "fields": ["slug", "emblem", "emblem_picture", "description"],
                "classes": ["collapse"],
            },
        ),
        (
            gettext_lazy("For staff only"),
            {"fields": ["review", "doubt_note", ATTESTED]},
        ),
    ]

    def get_fieldsets(self, request, obj=None):
        """Ask for an attestation where the program does, or where one was given."""
        groups = super().get_fieldsets(request, obj)
        was_given = obj and (obj.attested_on or obj.attestation_note)
        if was_given or (obj or models.City()).policy.attestation:
            return groups
        return [
            (name, {**how, "fields": [each for each in how["fields"] if each != ATTESTED]})
            for name, how in groups
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

    @admin.display(description=gettext_lazy("on the map"))
    def place(self, city):
        """Show where it lies; a script shows it while somebody types."""
        return format_html(
            '<div class="place-map" data-place-map="{}" role="status">{}</div>',
            reverse("admin:show_place"),
            place_map.printed(city.latitude, city.longitude),
        )

    @admin.display(description=gettext_lazy("next review"))
    def review(self, city):
        """Say by when policy asks for the next review. Visitors never see this."""
        today = timezone.localdate()
        review = (
            reviews.next_review(city.current_stage, city.events.with_contact(), today, city.policy)
            if city.pk
            else None
        )
        if review is None:
            return _("No date on record to count from.")
        words = _("Due now: %(due)s") if review.is_due(today) else _("By %(due)s")
        return words % {"due": review.due.isoformat()}
