"""Writing down the history: who did what with an entry. Every writer of this package does it."""

import uuid

from editorial.models import Act, AuditEntry, Deed, audit
from editorial.text import languages
from editorial.text.languages import NEUTRAL

Kind = Deed.Kind
# What stands in the audit log as well, when a person did it.
_AUDITED = {
    Kind.PUBLISH: AuditEntry.Action.PUBLISHED,
    Kind.WITHDRAW: AuditEntry.Action.WITHDRAWN,
    Kind.DELETE: AuditEntry.Action.DELETED,
    Kind.RECOVER: AuditEntry.Action.RECOVERED,
}


def act_of(versions, *, by, batch=None, about=None):
    """Return the act of a click on an entry, `EntryVersions`; the first deed of it begins it."""
    batch = batch or uuid.uuid4()
    if batch not in versions.acts:
        versions.acts[batch] = Act.objects.create(
            entry=versions.entry, batch=batch, by=by, about=about
        )
    return versions.acts[batch]


def told(act, kind, codes, *, due=None):
    """Write down what an act did in some languages beside writing and publishing."""
    Deed.objects.bulk_create(Deed(act=act, kind=kind, language=code, due=due) for code in codes)
    _audit(act, kind, codes)


def wrote(versions, revision):
    """Write down that a revision was written and is the newest of its language."""
    act = act_of(versions, by=revision.created_by, batch=revision.batch)
    _add(act, revision.kind, revision.language, revision, revision.base)


def took_up(versions, language, revision, before, *, by, batch):
    """Write down that an earlier revision is the newest of its language again."""
    _add(act_of(versions, by=by, batch=batch), Kind.SAVE, language, revision, before)


def published(versions, language, revision, *, by, batch, due=None):
    """Write down that a revision is about to go public, and what is public until then.

    `due` is the time that was planned for it, if it goes public by itself.
    """
    act = act_of(versions, by=by, batch=batch)
    _add(act, Kind.PUBLISH, language, revision, versions.revision("live", language), due)


def planned(versions, language, revision, *, by, batch, due):
    """Write down that a revision is to go public at a time."""
    _add(act_of(versions, by=by, batch=batch), Kind.PLAN, language, revision, None, due)


def _add(act, kind, language, revision, before, due=None):
    Deed.objects.create(
        act=act, kind=kind, language=language, revision=revision, before=before, due=due
    )
    _audit(act, kind, [language])


def _audit(act, kind, codes):
    if act.by is None or kind not in _AUDITED:
        return
    names = [languages.own_name(code) for code in codes if code != NEUTRAL]
    model = act.entry.kind.model_class()
    audit.record(_AUDITED[kind], model, [str(act.entry)], by=act.by, note=", ".join(names))


def undid(act, deed):
    """Write down that what a deed published is public no more, and what is instead."""
    kind = Kind.UNDO if deed.before else Kind.WITHDRAW
    _add(act, kind, deed.language, deed.before, deed.revision)
