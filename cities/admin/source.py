"""Sources in the admin, each with what rests on it."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities import models
from cities import sources as record
from cities.admin.forms import SourceForm
from editorial.admin.content.admin import ContentAdmin
from editorial.admin.lists.columns import titled

# So many events that cite a source are named on its form; the others are counted.
MOST_NAMED = 30


@admin.register(models.Source)
class SourceAdmin(ContentAdmin):
    form = SourceForm
    list_display = ["headline_shown", "published", "event_count"]
    ordering = ["publisher", "published", "pk"]
    readonly_fields = ["uses"]
    fieldsets = [
        (None, {"fields": [("headline", "language"), "description"]}),
        (
            gettext_lazy("Where it can be read"),
            {"fields": ["publisher", ("published", "seen"), "url", "archived_url"]},
        ),
        (gettext_lazy("What rests on it"), {"fields": ["uses"]}),
    ]

    def get_queryset(self, request):
        citing = models.Citation.objects.filter(source=OuterRef("pk")).order_by().values("source")
        events = citing.annotate(number=Count("event", distinct=True)).values("number")
        rows = super().get_queryset(request)
        return rows.annotate(event_total=Coalesce(Subquery(events), 0))

    def meta(self, source):
        """Name who published it."""
        return [source.publisher]

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def headline_shown(self, source):
        """Link to its form by its headline, or by our description, which lists do not load."""
        name = source.entry.label
        if source.headline:
            name = format_html('<span lang="{}">{}</span>', source.language, source.headline)
        address = reverse("admin:cities_source_change", args=[source.pk])
        return titled(address, name, self.meta(source))

    @admin.display(description=gettext_lazy("events"), ordering="event_total")
    def event_count(self, source):
        """Count the public events that cite it."""
        return source.event_total

    @admin.display(description=gettext_lazy("used by"))
    def uses(self, source):
        """Link to what names it: cities, events, and things of the apps above."""
        if source.pk is None:
            return _("Nothing yet: choose it in the form of an event or a city.")
        events = models.Event.objects.filter(citations__source=source.pk).distinct()
        cities = models.City.objects.filter(stages__source=source.pk) | models.City.objects.filter(
            population_source=source.pk
        )
        named = [
            _address_and_label(row)
            for row in (
                *record.naming_elsewhere(source),
                *cities.select_related("entry").distinct(),
                *events.in_order().select_related("entry")[:MOST_NAMED],
            )
        ]
        if not named:
            return _("Nothing yet: choose it in the form of an event or a city.")
        further = max(events.count() - MOST_NAMED, 0)
        words = ngettext("and %(count)s more event", "and %(count)s more events", further)
        return format_html(
            '<ul class="source-uses">{}{}</ul>',
            format_html_join("", '<li><a href="{}">{}</a></li>', named),
            format_html("<li>{}</li>", words % {"count": further}) if further else "",
        )

    def get_deleted_objects(self, objs, request):
        """Refuse where something of an app above names one: the database would let it go."""
        *told, protected = super().get_deleted_objects(objs, request)
        for source in objs:
            named = [_address_and_label(row) for row in record.naming_elsewhere(source)]
            protected += [format_html('<a href="{}">{}</a>', *each) for each in named]
        return *told, protected


def _address_and_label(row):
    address = reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])
    return address, row.entry.label
