"""What a content form holds, read back from its rows as plain data."""

from editorial.registry import kind_of
from editorial.revisions.snapshots import read


def as_data(form, parts):
    """Return `(facts, {language: texts})` of a form that was checked.

    `parts` maps the models of its parts to their rows, in order; those that are not on the form
    come from its working copy.
    """
    root = form.instance
    copy = getattr(root, "working_copy", None)
    parts = {**(copy.parts if copy else {}), **parts}
    many = dict(copy.many) if copy else {}
    for field in root._meta.many_to_many:
        if field.name in form.cleaned_data:
            many[field.name] = sorted(row.pk for row in form.cleaned_data[field.name])
        many.setdefault(field.name, [])
    ordered = [row for kind in kind_of(root).parts for row in parts.get(kind.model, [])]
    return read(root, ordered, many)
