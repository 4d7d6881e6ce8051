"""What the form of a thing has of its history: the button, and the way back after deleting."""

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponseRedirect
from django.urls import reverse

from editorial.admin.history import rights, undo
from editorial.models import Entry
from editorial.staff.refusing import MissingRightError, right


class WithHistory(admin.ModelAdmin):
    """Replaces Django's log by the history, and its message after deleting by one with Undo."""

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the history of the thing; Django's log remains for what has none."""
        entry = self._entry(object_id)
        if entry is None:
            return super().history_view(request, object_id, extra_context)
        if not rights.sees_all(request.user, self.model):
            raise MissingRightError({right("view", self.model)})
        return HttpResponseRedirect(reverse("admin:history", args=[entry.pk]))

    def response_delete(self, request, obj_display, obj_id):
        """Say where it is kept, and offer to bring it back."""
        entry = self._entry(obj_id)
        if entry is None or admin.options.IS_POPUP_VAR in request.POST:
            return super().response_delete(request, obj_display, obj_id)
        self.message_user(request, undo.of_deletion(entry), messages.SUCCESS)
        opts = self.opts
        if not self.has_view_or_change_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        return HttpResponseRedirect(address)

    def message_user(self, request, message, *args, **kwargs):
        """Say of several that were deleted how they come back, instead of Django's words."""
        if deleted := request.__dict__.pop("deleted_entries", None):
            message = undo.of_deletions(deleted)
        super().message_user(request, message, *args, **kwargs)

    def _entry(self, object_id):
        key = str(object_id)
        if not (key.isascii() and key.isdecimal() and len(key) < 19):
            return None
        kind = ContentType.objects.get_for_model(self.model)
        return Entry.objects.filter(kind=kind, object_pk=key).first()
