"""The texts that matter most, for whoever has five minutes: names, greetings, menus, the address.

Each app says in `AppConfig.ready()` which texts of its kinds these are.
"""

from editorial.revisions.snapshots import ROOT

MOST = 40

_fields = {}


def register(model, *fields, order):
    """Put texts of the root of a kind on the list; kinds of a lower `order` come first."""
    _fields[model] = (order, fields)


def versions_on(versions):
    """Keep the public versions of which something stands on the list."""
    return [version for version in versions if version.entry.kind.model_class() in _fields]


def texts_on(texts):
    """List the `ReaderText`s on the list, the most important ones first and no more than `MOST`."""
    return sorted(filter(_is_on, texts), key=_place)[:MOST]


def _is_on(text):
    _order, fields = _fields.get(text.kind, (0, ()))
    return text.part == ROOT and text.field in fields


def _place(text):
    """Put the first text of each kind before the second ones."""
    order, fields = _fields[text.kind]
    return fields.index(text.field) > 0, order
