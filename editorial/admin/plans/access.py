"""Who may plan and take off: those who publish, on things of a kind that they may change."""

from django.http import Http404
from django.urls import reverse

from editorial.models import Entry
from editorial.staff import roles
from editorial.staff.refusing import require, right


def require_publisher(user):
    """Raise PermissionDenied unless somebody publishes."""
    roles.require_publisher(user)


def may_change(user, entry):
    """Return whether somebody may change things of the kind of an entry."""
    meta = entry.kind.model_class()._meta
    return user.has_perm(f"{meta.app_label}.change_{meta.model_name}")


def find(user, keys):
    """Return the entries with these keys, in their order, to somebody who may publish them.

    Raises Http404 when one is not there (any more), PermissionDenied when one is not theirs.
    """
    require_publisher(user)
    found = Entry.objects.filter(deleted_at=None).select_related("kind").in_bulk(keys)
    if len(found) < len(set(keys)) or not found:
        raise Http404
    entries = [found[key] for key in dict.fromkeys(keys)]
    require_all(user, entries)
    return entries


def require_all(user, entries):
    """Raise PermissionDenied unless somebody may change all of these."""
    models = {entry.kind.model_class() for entry in entries}
    require(user, *(right("change", model) for model in models))


def form_url(entry):
    """Return the address of the form of an entry."""
    meta = entry.kind.model_class()._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[entry.object_pk])
