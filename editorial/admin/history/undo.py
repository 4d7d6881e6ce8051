"""Undo in a message: a button that takes back what was done just now, with one click."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from editorial.admin.history import rights
from editorial.admin.plans.access import form_url
from editorial.models import Act, Action, Entry
from editorial.publishing import delete as deletion
from editorial.publishing.errors import CannotUndoError
from editorial.publishing.going_back import undo_publication
from editorial.staff import roles
from editorial.staff.refusing import MissingRightError, require, right

# The form that every page with a message has for its buttons, with the token against forgery.
FORM = "undo"


def offer(words, address):
    """Return a message with a button that sends a POST to an address. Words are escaped."""
    button = '{} <button class="message-undo" form="{}" formaction="{}">{}</button>'
    return format_html(button, words, FORM, address, _("Undo"))


def of_publication(entry, words, act=None):
    """Let a message of a publication offer to undo it; without an act the newest of this entry."""
    published = entry.acts.filter(actions__kind=Action.Kind.PUBLISH)
    act = act or published.order_by("-pk").first()
    if act is None:
        return words
    return offer(words, reverse("admin:undo_publication", args=[entry.pk, act.pk]))


def of_deletion(entry):
    """Say that something is deleted, where it is kept, and offer to bring it back."""
    words = _("%(thing)s is deleted. It is kept under Deleted.") % {"thing": entry}
    return offer(words, reverse("admin:undo_deletion", args=[entry.pk]))


def of_deletions(entries):
    """Say the same of several things of one kind."""
    if len(entries) == 1:
        return of_deletion(entries[0])
    words = ngettext(
        "%(count)s thing is deleted. It is kept under Deleted.",
        "%(count)s things are deleted. They are kept under Deleted.",
        len(entries),
    )
    query = urlencode({"thing": [entry.pk for entry in entries]}, doseq=True)
    address = f"{reverse('admin:undo_deletions')}?{query}"
    return offer(words % {"count": len(entries)}, address)


@require_http_methods(["GET", "HEAD", "POST"])
def publication(request, entry_pk, act_pk):
    """Take back what an act published; a GET, as after a lost sign-in, shows the history."""
    entry, _seen = rights.find(request.user, entry_pk)
    act = get_object_or_404(Act.objects.select_related("entry__kind"), pk=act_pk, entry=entry)
    if request.method == "POST":
        if not rights.may_undo(request.user, act):
            raise MissingRightError({roles.PUBLISH, right("change", entry.kind.model_class())})
        try:
            codes = undo_publication(act, by=request.user)
        except CannotUndoError as error:
            words = _("This cannot be undone any more. %(reason)s") % {"reason": error}
            messages.error(request, words)
        else:
            messages.success(request, _undone(entry, codes))
            return HttpResponseRedirect(_address(request.user, entry))
    return HttpResponseRedirect(reverse("admin:history", args=[entry.pk]))


def _undone(entry, codes):
    entry.refresh_from_db()
    left = set(entry.root.published_languages())
    if left & set(codes) or not set(codes) - {"zxx"}:
        return _("Undone. The public sees the former version again; yours is kept as a draft.")
    return _("Undone. It was not public before, and is not now; yours is kept as a draft.")


@require_http_methods(["GET", "HEAD", "POST"])
def deleted(request, entry_pk):
    """Bring back what was deleted; a GET shows its history."""
    entry, _seen = rights.find(request.user, entry_pk)
    if request.method == "POST":
        if not rights.may_recover(request.user, entry):
            raise MissingRightError({rights.RECOVER})
        try:
            with transaction.atomic():
                deletion.recover(entry, by=request.user)
        except IntegrityError:
            messages.error(request, _cannot_come_back(entry))
        else:
            words = _("%(thing)s is back, as it was.")
            messages.success(request, words % {"thing": entry})
            return HttpResponseRedirect(_address(request.user, Entry.objects.get(pk=entry.pk)))
    return HttpResponseRedirect(reverse("admin:history", args=[entry.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def deleted_several(request):
    """Bring back several things that were deleted; a GET lists what is deleted."""
    require(request.user, "editorial.view_entry")
    keys = [key for key in request.GET.getlist("thing") if key.isascii() and key.isdecimal()]
    entries = Entry.objects.filter(pk__in=[key for key in keys if len(key) < 19])
    if request.method == "POST":
        found = list(entries.exclude(deleted_at=None).select_related("kind").order_by("pk"))
        if not all(rights.may_recover(request.user, entry) for entry in found):
            raise MissingRightError({rights.RECOVER})
        _bring_back(request, found)
    address = reverse("admin:editorial_entry_changelist")
    return HttpResponseRedirect(f"{address}?state=deleted")


def _bring_back(request, entries):
    count = 0
    for entry in entries:
        try:
            with transaction.atomic():
                deletion.recover(entry, by=request.user)
        except IntegrityError:
            messages.error(request, _cannot_come_back(entry))
        else:
            count += 1
    if count:
        words = ngettext(
            "%(count)s item was recovered, as it was.",
            "%(count)s items were recovered, as they were.",
            count,
        )
        messages.success(request, words % {"count": count})


def _cannot_come_back(entry):
    words = _("%(thing)s cannot come back: its address is in use. Change that one first.")
    return words % {"thing": entry}


def _address(user, entry):
    """Return the form of a thing, or its history for those who have no form of it."""
    if rights.sees_all(user, entry.kind.model_class()):
        return form_url(entry)
    return reverse("admin:history", args=[entry.pk])
