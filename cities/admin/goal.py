"""The goals in the admin."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from cities import models
from cities.admin.forms import (
    GoalForm,
)
from editorial.admin.content.admin import ContentAdmin


def _counted(rows):
    """Count rows by the one value that they were grouped by; 0 without any."""
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


@admin.register(models.Goal)
class GoalAdmin(ContentAdmin):
    form = GoalForm
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
