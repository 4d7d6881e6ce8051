"""The rules of meetings in the admin, with their exceptions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from cities import models
from cities.admin.forms import MeetingExceptionForm, MeetingRuleForm
from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartInline
from editorial.text.formats import day


class MeetingExceptionInline(PartInline):
    model = models.MeetingException
    form = MeetingExceptionForm
    named_by = ["day"]
    summed_up_by = ["cancelled", "new_day", "new_time"]
    fields = [("day", "cancelled"), ("new_day", "new_time")]


@admin.register(models.MeetingRule)
class MeetingRuleAdmin(ContentAdmin):
    form = MeetingRuleForm
    list_display = ["label", "holds_until"]
    ordering = ["-valid_until", "pk"]
    inlines = [MeetingExceptionInline]
    fieldsets = [
        (None, {"fields": ["title", "text"]}),
        (
            gettext_lazy("When"),
            {
                "fields": [
                    ("nth", "weekday"),
                    ("start_time", "end_time"),
                    ("valid_from", "valid_until"),
                ]
            },
        ),
        (gettext_lazy("Where"), {"fields": ["place", "address", "online_url", "notice_url"]}),
    ]

    @admin.display(description=gettext_lazy("holds until"), ordering="valid_until")
    def holds_until(self, rule):
        """Print the last day of the announced schedule."""
        return day(rule.valid_until)
