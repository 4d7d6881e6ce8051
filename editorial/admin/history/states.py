"""What of each row of a history is public now, was so until when, or is a draft."""

from django.utils.translation import gettext as _

from editorial.admin.history.rows import languages_in_words
from editorial.models import ENDING_PUBLIC, GOING_PUBLIC, WRITING, Action, LanguageVersion
from editorial.text import formats

PUBLIC, DRAFT, FORMER = "public", "draft", "former"


def add_states(entry, rows, seen=None):
    """Say of each row of one entry what became of it. Three queries."""
    actions = Action.objects.filter(act__entry=entry)
    if seen is not None:
        actions = actions.filter(language__in=seen)
    shown = {}
    for action in actions.filter(act__in=[row.act for row in rows]):
        shown.setdefault(action.act_id, []).append(action)
    ends = list(
        actions.filter(kind__in=ENDING_PUBLIC)
        .order_by("pk")
        .values_list("pk", "language", "act__at")
    )
    found = LanguageVersion.objects.filter(entry=entry)
    versions = {version.language: version for version in found}
    for row in rows:
        row.states = _states(entry, shown.get(row.act.pk, []), ends, versions)


def _states(entry, actions, ends, versions):
    public, is_draft, former = [], False, None
    for action in actions:
        version = versions[action.language]
        if action.kind in GOING_PUBLIC:
            later = (at for pk, code, at in ends if pk > action.pk and code == action.language)
            ended = next(later, entry.deleted_at)
            if ended is None:
                public.append(action.language)
            else:
                former = max(filter(None, (former, ended)))
        elif action.kind in WRITING and action.revision_id == version.live_revision_id:
            public += [] if entry.deleted_at else [action.language]
        elif action.kind in WRITING and action.revision_id == version.working_revision_id:
            is_draft = True
    states = [(PUBLIC, _public(actions, public))] if public else []
    if is_draft:
        states.append((DRAFT, _("Draft")))
    if former and not public:
        until = _("was public until %(date)s") % {"date": formats.dated(former)}
        states.append((FORMER, until))
    return states


def _public(actions, codes):
    """Say that it is public; of several languages, in which it still is."""
    codes = list(dict.fromkeys(codes))
    if {action.language for action in actions} == set(codes):
        return _("Public now")
    return _("Public now: %(languages)s") % {"languages": languages_in_words(codes)}
