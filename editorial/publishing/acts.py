"""Writing down the history: who did what with an entry. Every writer of this package does it."""

import uuid
from contextlib import contextmanager

from editorial.models import Act, Action, AuditEntry, audit
from editorial.text import languages
from editorial.text.languages import NEUTRAL

Kind = Action.Kind
# What stands in the audit log as well, when a person did it or planned it.
_AUDITED = {
    Kind.PUBLISH: AuditEntry.Action.PUBLISHED,
    Kind.UNDO: AuditEntry.Action.PUBLISHED,
    Kind.WITHDRAW: AuditEntry.Action.WITHDRAWN,
    Kind.DELETE: AuditEntry.Action.DELETED,
    Kind.RECOVER: AuditEntry.Action.RECOVERED,
}


def act_of(versions, *, by, batch=None, about=None):
    """Return the act of a click on an entry, `EntryVersions`; the first action of it begins it."""
    batch = batch or uuid.uuid4()
    if batch not in versions.acts:
        versions.acts[batch] = Act.objects.create(
            entry=versions.entry, batch=batch, by=by, about=about
        )
    return versions.acts[batch]


@contextmanager
def together(versions):
    """Keep what is done in here with an entry's versions, and write it down at the end at once."""
    versions.actions = []
    try:
        yield
        _write_down(versions.actions)
    finally:
        versions.actions = None


def told(act, kind, codes, *, due=None):
    """Write down what an act did in some languages beside writing and publishing."""
    Action.objects.bulk_create(Action(act=act, kind=kind, language=code, due=due) for code in codes)
    _audit([(act, kind, codes, due)])


def wrote(versions, revision):
    """Write down that a revision was written and is the newest of its language."""
    act = act_of(versions, by=revision.created_by, batch=revision.batch)
    _add(versions, act, revision.kind, revision, revision.base)


def took_up(versions, revision, before, *, by, batch):
    """Write down that an earlier revision is the newest of its language again."""
    _add(versions, act_of(versions, by=by, batch=batch), Kind.SAVE, revision, before)


def published(versions, revision, *, by, batch, due=None):
    """Write down that a revision is about to go public, and what is public until then.

    `due` is the time that was planned for it, if it goes public by itself.
    """
    act = act_of(versions, by=by, batch=batch)
    before = versions.revision("live", revision.language)
    _add(versions, act, Kind.PUBLISH, revision, before, due)


def planned(versions, revision, *, by, batch, due):
    """Write down that a revision is to go public at a time."""
    _add(versions, act_of(versions, by=by, batch=batch), Kind.PLAN, revision, None, due)


def undid(act, action):
    """Write down that what an action published is public no more, and what is instead."""
    undone = Action(
        act=act, language=action.language, revision=action.before, before=action.revision
    )
    undone.kind = Kind.UNDO if action.before else Kind.WITHDRAW
    _write_down([undone])


def _add(versions, act, kind, revision, before, due=None):
    action = Action(
        act=act, kind=kind, language=revision.language, revision=revision, before=before, due=due
    )
    if versions.actions is None:
        _write_down([action])
    else:
        versions.actions.append(action)


def _write_down(actions):
    Action.objects.bulk_create(actions)
    _audit([(action.act, action.kind, [action.language], action.due) for action in actions])


def _audit(done):
    """Write `(act, kind, codes, due)` into the audit log as well, where it belongs there.

    What goes by its time is in the name of who planned it; without an account of theirs it is
    told of all the same.
    """
    AuditEntry.objects.bulk_create(
        audit.entry(
            _AUDITED[kind],
            act.entry.kind.model_class(),
            [str(act.entry)],
            by=act.by,
            note=_note(kind, codes),
        )
        for act, kind, codes, due in done
        if kind in _AUDITED and (act.by is not None or due is not None)
    )


def _note(kind, codes):
    names = ", ".join(languages.own_name(code) for code in codes if code != NEUTRAL)
    # What was public before it is public again.
    return f"undo: {names}" if kind == Kind.UNDO else names
