"""What can be done to the rows that were ticked in a list; each leads to a page that asks."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.forms import CheckboxInput
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.staff import roles


class BulkActions(admin.ModelAdmin):
    """Admin of rows that are roots, or entries."""

    actions = [
        "publish_chosen",
        "plan_chosen",
        "take_off_chosen",
        "review_chosen",
        "translations_chosen",
    ]
    # The way from a row to its entry.
    entry_key = "entry"

    def action_checkbox(self, obj):
        """Name the tick by the working title: that of the row is not loaded."""
        entry = getattr(obj, "entry", obj)
        label = _("Choose %(name)s") % {"name": entry.label}
        tick = CheckboxInput({"class": "action-select", "aria-label": label}, lambda value: False)
        return tick.render(ACTION_CHECKBOX_NAME, str(obj.pk))

    def get_action_choices(self, request, *args, **kwargs):
        """List what can be done; deleting comes last."""
        choices = super().get_action_choices(request, *args, **kwargs)
        return sorted(choices, key=lambda choice: choice[0] == "delete_selected")

    def has_publish_permission(self, request):
        """Return whether somebody may publish what stands in this list."""
        return roles.may_publish(request.user)

    @admin.action(description=_("Publish…"), permissions=["publish"])
    def publish_chosen(self, request, queryset):
        """Ask which drafts to publish."""
        return self._lead_to("bulk_publish", request, queryset)

    @admin.action(description=_("Publish at a time…"), permissions=["publish"])
    def plan_chosen(self, request, queryset):
        """Ask when drafts go public by themselves."""
        return self._lead_to("plan_several", request, queryset)

    @admin.action(description=_("Take off the site…"), permissions=["publish"])
    def take_off_chosen(self, request, queryset):
        """Ask what to take off the site."""
        return self._lead_to("bulk_take_off", request, queryset)

    def has_review_permission(self, request):
        """Return whether somebody may hand over drafts of what stands in this list."""
        return self.has_change_permission(request)

    @admin.action(description=_("Ask for review…"), permissions=["review"])
    def review_chosen(self, request, queryset):
        """Ask which drafts to hand over."""
        return self._lead_to("bulk_review", request, queryset)

    @admin.action(description=_("Ask for translations…"), permissions=["review"])
    def translations_chosen(self, request, queryset):
        """Ask which translations are wanted."""
        return self._lead_to("bulk_translations", request, queryset)

    def _lead_to(self, address, request, queryset):
        keys = queryset.order_by("pk").values_list(self.entry_key, flat=True)
        query = QueryDict(mutable=True)
        query.setlist("thing", keys)
        query["back"] = request.get_full_path()
        return HttpResponseRedirect(f"{reverse(f'admin:{address}')}?{query.urlencode()}")
