"""Contents: an entry read as plain data, and plain data written back as rows.

Two shapes, both JSON:

- *facts* (language `zxx`): `{"root": {field: value}, "parts": [{"kind", "id", "facts"}]}`;
  the order of `parts` is their order on the page;
- *texts* of one language: `{"root": {field: text}, part id: {field: text}}`, empty ones left out.
"""

import datetime
import decimal
import uuid
from typing import NamedTuple

from editorial.models.pictures import PictureUse
from editorial.registry import fact_fields, is_rich, kind_of, text_fields
from editorial.text import languages
from editorial.text.fingerprints import normalize

ROOT = "root"


def clean_text(model, field, text):
    """Return a text in the form in which it is stored: normal, and safe if it is rich."""
    return normalize(text, rich=is_rich(model, field))


def encode(field, value):
    """Turn a field's value into JSON in one canonical form, whoever wrote it."""
    target = field.target_field if field.is_relation else field
    value = target.to_python(value)
    if isinstance(value, decimal.Decimal):
        return f"{value:.{target.decimal_places}f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    # Browsers send other line ends than the seed files have; choices are strings of their own.
    return normalize(str(value)) if isinstance(value, str) else value


def _facts_of(row):
    facts = {
        field.name: encode(field, field.value_from_object(row)) for field in fact_fields(type(row))
    }
    for field in type(row)._meta.many_to_many:
        facts[field.name] = sorted(getattr(row, field.name).values_list("pk", flat=True))
    return facts


def _texts_of(row, language):
    texts = {}
    for name in text_fields(type(row)):
        text = getattr(row, languages.column(name, language))
        text = clean_text(type(row), name, text)
        if text:
            texts[name] = text
    return texts


def parts_of(root):
    """List a root's part rows, kind by kind, in their order."""
    return [
        row
        for part in kind_of(root).parts
        for row in part.model._base_manager.filter(**{part.owner: root}).order_by("position", "pk")
    ]


def read(root):
    """Read a root and its parts from their rows: `(facts, {language: texts})`."""
    parts = parts_of(root)
    facts = {
        "root": _facts_of(root),
        "parts": [
            {"kind": part._meta.label_lower, "id": str(part.pk), "facts": _facts_of(part)}
            for part in parts
        ],
    }
    texts = {}
    for language in languages.codes():
        found = {ROOT: _texts_of(root, language)}
        found |= {str(part.pk): _texts_of(part, language) for part in parts}
        texts[language] = {key: value for key, value in found.items() if value}
    return facts, texts


class Stamp(NamedTuple):
    """What a row says of one public language.

    Since when; whether it holds a machine translation that nobody reviewed; whether most of its
    words are missing and shown in another language.
    """

    at: datetime.datetime
    machine_made: bool = False
    mostly_missing: bool = False


def write(root, facts, texts, stamps):
    """Write facts and texts onto a root row and its part rows; return the saved root.

    `texts` maps each language to its texts; `stamps` maps the languages that are to be public to
    their `Stamp`. Languages without one are emptied. Parts that `facts` do not name are removed.
    Fields unknown today are ignored, missing ones take their default, so that old revisions
    survive migrations.
    """
    kind = kind_of(root)
    _set_facts(root, facts["root"])
    for language in languages.codes():
        stamp = stamps.get(language)
        shown = texts.get(language, {}) if stamp else {}
        _set_texts(root, language, shown.get(ROOT, {}))
        if not shown.get(ROOT, {}).get(kind.title):
            stamp = None
        for name, value in (
            ("live_at", stamp.at if stamp else None),
            ("machine_made", bool(stamp and stamp.machine_made)),
            ("mostly_missing", bool(stamp and stamp.mostly_missing)),
        ):
            setattr(root, languages.column(name, language), value)
    root.save()
    for field in type(root)._meta.many_to_many:
        _set_many(root, field, facts["root"].get(field.name, []))
    _write_parts(root, kind, facts["parts"], texts, stamps)
    return root


def _write_parts(root, kind, parts, texts, stamps):
    """Write the parts anew: one by one, two that swap a unique value would meet each other."""
    for part_kind in kind.parts:
        part_kind.model._base_manager.filter(**{part_kind.owner: root}).delete()
        rows = []
        for part in parts:
            if part["kind"] != part_kind.label:
                continue
            # In tens, so that staff can move a part by typing a number in between.
            position = 10 * (len(rows) + 1)
            row = part_kind.model(pk=part["id"], position=position, **{part_kind.owner: root})
            if not _set_facts(row, part["facts"]):
                continue
            for language in languages.codes():
                shown = texts.get(language, {}) if stamps.get(language) else {}
                _set_texts(row, language, shown.get(part["id"], {}))
            rows.append(row)
        part_kind.model._base_manager.bulk_create(rows)


def _set_facts(row, facts):
    """Set a row's facts; say whether it can stand.

    A reference to what was deleted in the meantime is left empty. A part that is nothing without
    it cannot stand.
    """
    stands = True
    for field in fact_fields(type(row)):
        if field.name not in facts:
            if not row._state.adding:
                setattr(row, field.attname, field.get_default())
            continue
        value = (field.target_field if field.is_relation else field).to_python(facts[field.name])
        if field.is_relation and value is not None and not _is_there(field, value):
            value = None
            stands = stands and field.null
        setattr(row, field.attname, value)
    if isinstance(row, PictureUse) and row.picture_id is None:
        row.decorative = False
    return stands


def _is_there(field, key):
    return field.related_model._base_manager.filter(pk=key).exists()


def _set_texts(row, language, texts):
    for name in text_fields(type(row)):
        setattr(row, languages.column(name, language), texts.get(name) or None)


def _set_many(root, field, keys):
    """Set a many-to-many field; what was deleted in the meantime is left out."""
    target = field.related_model._base_manager
    getattr(root, field.name).set(target.filter(pk__in=keys))


def keep_deleted(model, facts, before):
    """Let lists go on naming what was deleted in the meantime: it comes back into them.

    `facts` were read from rows, which cannot name it; `before` are the facts as stored.
    """
    root = dict(facts["root"])
    for field in model._meta.many_to_many:
        listed = set(root.get(field.name, []))
        gone = set(before["root"].get(field.name, [])) - listed
        if gone:
            there = field.related_model._base_manager.filter(pk__in=gone)
            root[field.name] = sorted(listed | gone - set(there.values_list("pk", flat=True)))
    return {**facts, "root": root}
