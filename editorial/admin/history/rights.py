"""Who may see what of a history, and bring what of it back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from editorial.models import Entry
from editorial.registry import kinds
from editorial.staff import roles
from editorial.text.languages import NEUTRAL


def sees_all(user, model):
    """Return whether somebody may see the facts and all languages of a kind."""
    return _has(user, "view", model) or _has(user, "change", model)


def may_change(user, model):
    """Return whether somebody edits the facts and the original of a kind."""
    return _has(user, "change", model)


def _has(user, action, model):
    return user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}")


def models_seen(user):
    """List the models of which somebody may see everything."""
    return [kind.model for kind in kinds() if sees_all(user, kind.model)]


def find(user, entry_pk):
    """Return an entry, deleted ones included, and the codes that somebody may see of it.

    The codes are None for everything. Raises PermissionDenied for whoever may see nothing.
    """
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=entry_pk)
    if sees_all(user, entry.kind.model_class()):
        return entry, None
    seen = roles.require_any_language(user)
    if entry.deleted_at:
        raise PermissionDenied
    return entry, seen


def may_restore(user, entry, language):
    """Return whether somebody may write this language of an entry, `zxx` for its facts."""
    is_editor = may_change(user, entry.kind.model_class())
    if language == NEUTRAL:
        return is_editor
    own = is_editor and language == entry.original_language
    return own or roles.may_translate(user, language)


def may_undo(user, act):
    """Return whether somebody may take back what an act published."""
    codes = act.deeds.values_list("language", flat=True)
    theirs = set(roles.languages_of(user))
    is_editor = may_change(user, act.entry.kind.model_class())
    return roles.may_publish(user) and (is_editor or set(codes) <= theirs)


def may_recover(user, entry):
    """Return whether somebody may bring back what was deleted: their own deed, or anybody's."""
    own = entry.deleted_by_id == user.pk and _has(user, "delete", entry.kind.model_class())
    return own or user.has_perm("editorial.change_entry")
