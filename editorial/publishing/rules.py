"""What would become public is checked as a whole before anything is written.

The form checked what was sent, drafts of others included. Without those the rest may break a rule:
one draft moves the first date back, another person moves the last one, and only both together
make a period.
"""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.text import capfirst

from editorial.models.checks import all_hold
from editorial.publishing.errors import CannotStandError, IncompleteError
from editorial.revisions import data as revisions
from editorial.revisions.data import texts_of_items
from editorial.revisions.merge.lay import changed
from editorial.revisions.merge.shape import ORDER, ROOT
from editorial.revisions.working_copy import working_copy


def require_to_stand(versions, live, public):
    """Check the rows that differ between two public states, `State`s of the merge.

    Raises CannotStandError with the broken rules in words. A picture's alternative texts span the
    languages, so those that are public and not of concern are looked at as well.
    """
    touched = {key.part for key in changed(live, public, versions.shape) if key.name not in {ORDER}}
    if not touched:
        return
    texts = {
        **versions.texts("live"),
        **{code: texts_of_items(items) for code, items in public.items.items()},
    }
    copy = working_copy(versions.entry, public.facts, texts, versions.targets)
    rows = copy.rows()
    messages = []
    for part in touched & rows.keys():
        messages += _broken(rows[part], is_root=part == ROOT)
    for part_model, parts in copy.parts.items():
        messages += _repeated(part_model, parts)
    if messages:
        raise CannotStandError(list(dict.fromkeys(messages)))


def require_complete(versions):
    """Check that the draft lacks nothing that must be there before the public sees it.

    That is for publishing, for planning it and for asking for a review, of the original with its
    facts. Raises IncompleteError, which names what is missing.
    """
    facts = versions.facts("working")
    models_of = revisions.part_models(versions.kind, facts)
    values = {ROOT: facts["root"], **{part["id"]: part["facts"] for part in facts["parts"]}}
    asked = [
        part
        for part, model in models_of.items()
        if model.draft_may_lack or values.get(part, {}).get("picture")
    ]
    if not asked:
        return
    texts = versions.texts("working")
    rows = working_copy(versions.entry, facts, texts, versions.targets).rows()
    messages = [
        f"{capfirst(rows[part]._meta.verbose_name)}: {words}"
        for part in asked
        if part in rows
        for words in _missing(rows[part])
    ]
    if messages:
        raise IncompleteError(list(dict.fromkeys(messages)))


def _missing(row):
    try:
        row.clean_for_public()
    except ValidationError as error:
        return _words(row, error)
    return []


def _broken(row, *, is_root):
    """List in words the rules that a row breaks: those of its model, else the database's.

    The database's are often the same once more, in words that know less.
    """
    return _failing(row, _rules(row, is_root)) or _failing(row, _constraints(row, is_root))


def _failing(row, checks):
    messages = []
    for check in checks:
        try:
            check()
        except ValidationError as error:
            messages += _words(row, error)
    return messages


def _rules(row, is_root):
    yield row.clean
    yield row.clean_for_public
    if is_root:
        yield lambda: row.validate_unique(exclude={"entry"})


def _constraints(row, is_root):
    for model, constraints in row.get_constraints():
        checks = [c for c in constraints if isinstance(c, models.CheckConstraint)]
        asked = [] if all_hold(checks, model, row) else checks
        # Parts are written anew, so rows of the database say nothing of them: `_repeated`.
        asked += [c for c in constraints if is_root and c not in checks]
        for constraint in asked:
            yield lambda c=constraint, m=model: c.validate(m, row)


def _repeated(model, rows):
    """List in words the values that may stand once among the parts of an owner, and repeat."""
    messages = []
    for constraint in model._meta.total_unique_constraints:
        names = [name for name in constraint.fields if name != model.owner_field]
        seen = [
            tuple(getattr(row, model._meta.get_field(n).attname) for n in names) for row in rows
        ]
        if len(set(seen)) < len(seen):
            labels = [str(model._meta.get_field(name).verbose_name) for name in names]
            error = model().unique_error_message(model, tuple(names))
            messages.append(f"{model._meta.verbose_name}, {', '.join(labels)}: {error.messages[0]}")
    return messages


def _words(row, error):
    named = getattr(error, "error_dict", None)
    if named is None:
        return error.messages
    return [
        message if name == NON_FIELD_ERRORS else f"{_label(row, name)}: {message}"
        for name, errors in error.message_dict.items()
        for message in errors
    ]


def _label(row, name):
    return row._meta.get_field(name).verbose_name
