"""Facts that only those with a permission may change, whatever door leads to them.

An app registers them in `AppConfig.ready()`; forms leave them read-only, and no earlier version
brings other values back.
"""

from editorial.revisions.snapshots import ROOT

_protected = {}


def register(model, *names, permission):
    """Let only those with a permission change these facts of a model of roots or parts."""
    known = _protected.setdefault(model._meta.label_lower, {})
    known.update(dict.fromkeys(names, permission))


def closed_to(user, model):
    """List the facts of a model that somebody may not change."""
    known = _protected.get(model._meta.label_lower, {})
    return [name for name, permission in known.items() if not user.has_perm(permission)]


def lacking(user, model):
    """Return the permissions without which somebody may not change all facts of a model."""
    known = _protected.get(model._meta.label_lower, {})
    return {permission for permission in known.values() if not user.has_perm(permission)}


def would_change(user, model, before, after):
    """Return whether facts of a root hold what somebody may not change otherwise than before.

    A part that only one of them has counts: with it go its values, or come others.
    """
    return _values(user, model, before) != _values(user, model, after)


def _values(user, model, facts):
    rows = [(ROOT, model._meta.label_lower, facts["root"])]
    rows += [(part["id"], part["kind"], part["facts"]) for part in facts["parts"]]
    return {
        (key, name): row.get(name)
        for key, label, row in rows
        for name, permission in _protected.get(label, {}).items()
        if not user.has_perm(permission)
    }
