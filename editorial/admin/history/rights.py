"""Who may see what of a history, and bring what of it back."""

from django.shortcuts import get_object_or_404

from editorial.models import Entry
from editorial.registry import kinds
from editorial.revisions.data import facts_of
from editorial.staff import protected, roles
from editorial.staff.refusing import MissingRightError, require_one, right
from editorial.text import languages
from editorial.text.languages import NEUTRAL

# Who has this brings back whatever was deleted.
RECOVER = "editorial.change_entry"


def sees_all(user, model):
    """Return whether somebody may see the facts and all languages of a kind."""
    return _has(user, "view", model) or _has(user, "change", model)


def may_change(user, model):
    """Return whether somebody edits the facts and the original of a kind."""
    return _has(user, "change", model)


def _has(user, action, model):
    return user.has_perm(right(action, model))


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
    view = right("view", entry.kind.model_class())
    if entry.deleted_at:
        raise MissingRightError({view})
    require_one(user, [view, *map(roles.translate_permission, languages.codes())])
    return entry, roles.languages_of(user)


def may_restore(user, entry, language):
    """Return whether somebody may write this language of an entry, `zxx` for its facts."""
    is_editor = may_change(user, entry.kind.model_class())
    if language == NEUTRAL:
        return is_editor
    own = is_editor and language == entry.original_language
    return own or roles.may_translate(user, language)


def may_bring_back(user, entry, language, revision, newest):
    """Return whether somebody may make the draft of a language of this revision.

    Not with facts that are closed to them and were others then; see `editorial.staff.protected`.
    """
    if not may_restore(user, entry, language):
        return False
    if language != NEUTRAL:
        return True
    return not _touches_protected(user, entry, facts_of(newest), facts_of(revision))


def _touches_protected(user, entry, *facts):
    return protected.would_change(user, entry.kind.model_class(), *facts)


def may_undo(user, act):
    """Return whether somebody may take back what an act published."""
    neutral = act.actions.filter(language=NEUTRAL).select_related("revision", "before").first()
    if neutral is not None and neutral.before is not None:
        facts = [facts_of(neutral.revision), facts_of(neutral.before)]
        if _touches_protected(user, act.entry, *facts):
            return False
    codes = act.actions.values_list("language", flat=True)
    theirs = set(roles.languages_of(user))
    is_editor = may_change(user, act.entry.kind.model_class())
    return roles.may_publish(user) and (is_editor or set(codes) <= theirs)


def may_recover(user, entry):
    """Return whether somebody may bring back what was deleted: their own action, or anybody's."""
    own = entry.deleted_by_id == user.pk and _has(user, "delete", entry.kind.model_class())
    return own or user.has_perm(RECOVER)
