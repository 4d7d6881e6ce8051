"""The outline of the reports in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.admin.content import OneOfAKindAdmin
from reports.models import Outline


@admin.register(Outline)
class OutlineAdmin(OneOfAKindAdmin):
    """The one outline: headings in every language, and when a report is due."""

    fieldsets = [
        (None, {"fields": ["title", "introduction"]}),
        (_("Due every year"), {"fields": [("due_month", "due_day")]}),
        (_("Headings about a city"), {"fields": Outline.HEADINGS[:6]}),
        (_("Headings about the program"), {"fields": Outline.HEADINGS[6:]}),
    ]
