"""A translation that is typed and not saved."""

from editorial.registry import text_fields
from editorial.revisions.data import part_models
from editorial.revisions.snapshots import clean_text

_PREFIX = "text-"


def with_typed(sent, versions, texts):
    """Return the texts of a language with what was sent of the translate page laid over them.

    As there, an input that was not sent says nothing.
    """
    models = part_models(versions.kind, versions.facts("working"))
    laid = {part: dict(fields) for part, fields in texts.items()}
    for name, typed in sent.items():
        part, _dash, field = name.removeprefix(_PREFIX).rpartition("-")
        if name.startswith(_PREFIX) and part in models and field in text_fields(models[part]):
            laid.setdefault(part, {})[field] = clean_text(models[part], field, typed)
    return laid
