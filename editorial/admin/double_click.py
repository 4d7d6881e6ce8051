"""A form that is sent twice makes one row: what a double click, or "try again", would make anew.

Each opening of an add form has an id, and what was typed is part of the mark of a click: the same
form with other words is no repeat. The mark stands in Django's own log, written in the transaction
that makes the row, and whoever sends a form is locked before the log is asked. So of two requests
at the same time the second finds what the first has made.
"""

import uuid

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.http import urlencode

from editorial.admin.refusals.typed import TOKEN

FORM_ID = "_form_id"


def form_id(request):
    """Return the id for a form: that of the one which was sent and comes again, else a new one."""
    return _sent(request) or uuid.uuid4()


def mark(request):
    """Return what this click and its repeats have in common; None for a form without an id."""
    sent = _sent(request)
    if sent is None:
        return None
    fields = sorted((name, values) for name, values in request.POST.lists() if name != TOKEN)
    files = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    return uuid.uuid5(sent, urlencode([*fields, ("", repr(files))], doseq=True))


def marked(request, message):
    """Return the message for the log of additions, with the mark of the click."""
    click = mark(request)
    return [*message, {"click": str(click)}] if click and isinstance(message, list) else message


def made(request, model):
    """Return the row that this click has made already, else None.

    Call it inside the transaction that would make the row and log it with `marked`.
    """
    click = mark(request)
    if click is None:
        return None
    # SQLite has one writer at a time in any case; PostgreSQL waits here.
    list(get_user_model().objects.select_for_update().filter(pk=request.user.pk).values("pk"))
    logged = LogEntry.objects.filter(
        user=request.user,
        action_flag=ADDITION,
        content_type=ContentType.objects.get_for_model(model),
        change_message__contains=str(click),
    ).first()
    return model._base_manager.filter(pk=logged.object_id).first() if logged else None


def _sent(request):
    try:
        return uuid.UUID(request.POST.get(FORM_ID, ""))
    except ValueError:
        return None


class AddedOnce:
    """For a `ModelAdmin`: its add form makes one row, however often it is sent."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        is_adding = request.method == "POST" and object_id is None
        if not is_adding or not self.has_add_permission(request):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            row = made(request, self.model)
            if row is not None:
                return self.response_add(request, row)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def log_addition(self, request, obj, message):
        return super().log_addition(request, obj, marked(request, message))

    def render_change_form(self, request, context, add=False, **more):
        if add and "form_id" not in context:
            context["form_id"] = form_id(request)
        return super().render_change_form(request, context, add=add, **more)
