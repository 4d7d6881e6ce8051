"""All content in one list, and the way back for what was deleted."""

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.admin.content.drafts import DraftFilter, states_of, with_states
from editorial.admin.read_only import ViewOnlyAdmin
from editorial.publishing import delete as deletion
from editorial.text import languages


class DeletedFilter(admin.SimpleListFilter):
    """Choose between what is there and what was deleted."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("deleted", _("deleted"))]

    def choices(self, changelist):
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("present"),
        }
        yield {
            "selected": self.value() == "deleted",
            "query_string": changelist.get_query_string({self.parameter_name: "deleted"}),
            "display": _("deleted"),
        }

    def queryset(self, request, queryset):
        return queryset.filter(deleted_at__isnull=self.value() != "deleted")


class EntryAdmin(ViewOnlyAdmin):
    """Everything that staff edit. Nothing is edited here; deleted things are recovered."""

    list_display = ["open", "kind", "state", "original_language", "changed_at", "changed_by"]
    list_filter = [DeletedFilter, DraftFilter, ("kind", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["label"]
    list_select_related = ["kind", "changed_by"]
    list_display_links = None
    ordering = ["-changed_at"]
    actions = ["recover"]

    def get_queryset(self, request):
        return with_states(super().get_queryset(request), "pk")

    @admin.display(description=gettext_lazy("name"), ordering="label")
    def open(self, entry):
        """Link to the form of what is there; what was deleted has none."""
        if entry.deleted_at:
            return entry.label
        model = entry.kind.model_class()
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(name, args=[entry.object_pk]), entry)

    @admin.display(description=gettext_lazy("not public yet"))
    def state(self, entry):
        """Say what is open about it."""
        return languages.listed(states_of(entry)) or "–"

    def has_recover_permission(self, request):
        """Recovering brings a page back before the public, so it needs the right to change."""
        return request.user.has_perm("editorial.change_entry")

    @admin.action(description=gettext_lazy("Recover what was deleted"), permissions=["recover"])
    def recover(self, request, queryset):
        recovered = 0
        for entry in queryset.exclude(deleted_at=None):
            try:
                with transaction.atomic():
                    deletion.recover(entry, by=request.user)
            except IntegrityError:
                self.message_user(
                    request,
                    _("“%(name)s” cannot come back: its address is in use. Change that one first.")
                    % {"name": entry.label},
                    messages.ERROR,
                )
            else:
                recovered += 1
        if recovered:
            message = ngettext(
                "%(count)s item was recovered, as it was.",
                "%(count)s items were recovered, as they were.",
                recovered,
            )
            self.message_user(request, message % {"count": recovered}, messages.SUCCESS)
