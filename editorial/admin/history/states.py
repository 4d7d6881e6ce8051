"""What of each row of a history is public now, was so until when, or is a draft."""

from django.utils.translation import gettext as _

from editorial.admin.history.rows import languages_in_words
from editorial.models import ENDING_PUBLIC, GOING_PUBLIC, WRITING, Deed, LanguageVersion
from editorial.text import formats

PUBLIC, DRAFT, FORMER = "public", "draft", "former"


def add_states(entry, rows, seen=None):
    """Say of each row of one entry what became of it. Three queries."""
    deeds = Deed.objects.filter(act__entry=entry)
    if seen is not None:
        deeds = deeds.filter(language__in=seen)
    shown = {}
    for deed in deeds.filter(act__in=[row.act for row in rows]):
        shown.setdefault(deed.act_id, []).append(deed)
    ends = list(
        deeds.filter(kind__in=ENDING_PUBLIC).order_by("pk").values_list("pk", "language", "act__at")
    )
    found = LanguageVersion.objects.filter(entry=entry)
    versions = {version.language: version for version in found}
    for row in rows:
        row.states = _states(entry, shown.get(row.act.pk, []), ends, versions)


def _states(entry, deeds, ends, versions):
    public, is_draft, former = [], False, None
    for deed in deeds:
        version = versions[deed.language]
        if deed.kind in GOING_PUBLIC:
            later = (at for pk, code, at in ends if pk > deed.pk and code == deed.language)
            ended = next(later, entry.deleted_at)
            if ended is None:
                public.append(deed.language)
            else:
                former = max(filter(None, (former, ended)))
        elif deed.kind in WRITING and deed.revision_id == version.live_revision_id:
            public += [] if entry.deleted_at else [deed.language]
        elif deed.kind in WRITING and deed.revision_id == version.working_revision_id:
            is_draft = True
    states = [(PUBLIC, _public(deeds, public))] if public else []
    if is_draft:
        states.append((DRAFT, _("Draft")))
    if former and not public:
        until = _("was public until %(date)s") % {"date": formats.dated(former)}
        states.append((FORMER, until))
    return states


def _public(deeds, codes):
    """Say that it is public; of several languages, in which it still is."""
    codes = list(dict.fromkeys(codes))
    if {deed.language for deed in deeds} == set(codes):
        return _("Public now")
    return _("Public now: %(languages)s") % {"languages": languages_in_words(codes)}
