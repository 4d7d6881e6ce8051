"""Contents: an entry read as plain data, and plain data written back as rows.

Two shapes, both JSON:

- *facts* (language `zxx`): `{"root": {field: value}, "parts": [{"kind", "id", "facts"}]}`;
  the order of `parts` is their order on the page;
- *texts* of one language: `{"root": {field: text}, part id: {field: text}}`, empty ones left out.
"""

import datetime
import decimal
import uuid
from functools import cache
from typing import NamedTuple

from editorial.models.base import Root
from editorial.models.picture_use import PictureUse
from editorial.registry import STAMPS, fact_fields, is_rich, kind_of, text_fields
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
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    # Browsers send other line ends than the seed files have; choices are strings of their own.
    return normalize(str(value)) if isinstance(value, str) else value


def read(root, parts=None, many=None):
    """Read a root and its parts as plain data: `(facts, {language: texts})`.

    - `parts`: its part rows in their order, those of the database by default;
    - `many`: the keys of its many-to-many fields, by name, if they are not to be asked for.
    """
    parts = parts_of(root) if parts is None else parts
    facts = {
        "root": {**_facts_of(root), **(_many_of(root) if many is None else many)},
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


def parts_of(root):
    """List a root's part rows, kind by kind, in their order."""
    return [
        row
        for part in kind_of(root).parts
        for row in part.model._base_manager.filter(**{part.owner: root}).order_by("position", "pk")
    ]


def _facts_of(row):
    return {
        field.name: encode(field, field.value_from_object(row)) for field in fact_fields(type(row))
    }


def _many_of(root):
    return {
        field.name: sorted(getattr(root, field.name).values_list("pk", flat=True))
        for field in type(root)._meta.many_to_many
    }


def _texts_of(row, language):
    texts = {}
    for name in text_fields(type(row)):
        text = getattr(row, languages.column(name, language))
        text = clean_text(type(row), name, text)
        if text:
            texts[name] = text
    return texts


class Stamp(NamedTuple):
    """What a row says of one public language.

    Since when; whether it holds a machine translation that nobody reviewed; whether most of its
    words are missing and shown in another language.
    """

    at: datetime.datetime
    machine_translated: bool = False
    mostly_missing: bool = False


class Targets:
    """Which of the rows that facts refer to are there; one query for each model referred to.

    What was found is not looked up again: a save asks of the same facts several times.
    """

    def __init__(self, kind):
        self._models = {kind.label: kind.model, **{part.label: part.model for part in kind.parts}}
        self._there = {}

    def of(self, facts):
        """Look up what these facts refer to, as far as it is not known to be there; return self."""
        for model, keys in self._named_in(facts).items():
            there = self._there.setdefault(model, set())
            unknown = keys - there - {None}
            if unknown:
                found = model._base_manager.filter(pk__in=unknown)
                there.update(found.values_list("pk", flat=True))
        return self

    def _named_in(self, facts):
        rows = [(self._models[part["kind"]], part["facts"]) for part in facts["parts"]
                if part["kind"] in self._models]  # fmt: skip
        root_model = next(iter(self._models.values()))
        found = {}
        for model, values in [(root_model, facts["root"]), *rows]:
            for field in _references(model):
                keys = values.get(field.name)
                keys = keys if isinstance(keys, list) else [keys]
                found.setdefault(field.related_model, set()).update(keys)
        return found

    def has(self, field, key):
        """Return whether the row is there that a relation names by its key."""
        return key in self._there.get(field.related_model, ())


def _references(model):
    return [
        *(field for field in fact_fields(model) if field.is_relation),
        *model._meta.many_to_many,
    ]


def write(root, facts, texts, stamps, targets=None):
    """Write facts and texts onto a root row and its part rows; return the saved root.

    `texts` maps each language to its texts; `stamps` maps the languages that are to be public to
    their `Stamp`. Languages without one are emptied. Parts that `facts` do not name are removed.
    Fields unknown today are ignored, missing ones take their default, so that old revisions
    survive migrations. `targets` may know already which rows are there.
    """
    kind = kind_of(root)
    targets = (targets or Targets(kind)).of(facts)
    set_facts(root, facts["root"], targets)
    for language in languages.codes():
        stamp = stamps.get(language)
        shown = texts.get(language, {}) if stamp else {}
        set_texts(root, language, shown.get(ROOT, {}))
        set_stamp(root, language, stamp if shown.get(ROOT, {}).get(kind.title) else None)
    is_new = root._state.adding
    root.save()
    for field in type(root)._meta.many_to_many:
        keys = facts["root"].get(field.name, [])
        getattr(root, field.name).set([key for key in keys if targets.has(field, key)])
    shown = {code: texts.get(code, {}) for code in languages.codes() if stamps.get(code)}
    for part_kind in kind.parts:
        if not is_new:
            # Anew: written one by one, two that swap a unique value would meet each other.
            part_kind.model._base_manager.filter(**{part_kind.owner: root}).delete()
        rows = part_rows(root, part_kind, facts["parts"], shown, targets)
        part_kind.model._base_manager.bulk_create(rows)
    return root


def part_rows(root, part_kind, parts, texts, targets):
    """Make the rows of one kind of parts, unsaved, in their order and with their texts."""
    rows = []
    for part in parts:
        if part["kind"] != part_kind.label:
            continue
        # In tens, so that staff can move a part by typing a number in between.
        position = 10 * (len(rows) + 1)
        row = part_kind.model(
            pk=uuid.UUID(part["id"]),
            position=position,
            **{part_kind.owner: root},
            **no_texts(part_kind.model),
        )
        if not set_facts(row, part["facts"], targets):
            continue
        for language in languages.codes():
            set_texts(row, language, texts.get(language, {}).get(part["id"], {}))
        rows.append(row)
    return rows


def set_facts(row, facts, targets):
    """Set a row's facts; return whether it can stand.

    A reference to what was deleted in the meantime is left empty. A part that is nothing without
    it cannot stand.
    """
    stands = True
    for field in fact_fields(type(row)):
        if field.name not in facts:
            setattr(row, field.attname, field.get_default())
            continue
        value = (field.target_field if field.is_relation else field).to_python(facts[field.name])
        if field.is_relation and value is not None and not targets.has(field, value):
            value = None
            stands = stands and field.null
        setattr(row, field.attname, value)
    if isinstance(row, PictureUse) and row.picture_id is None:
        row.decorative = False
    return stands


@cache
def no_texts(model):
    """Map all translated columns of a model to nothing, for a row that gets its texts at once.

    Without them a new row asks each for its default, which takes the longest of making it.
    """
    names = [*text_fields(model), *(STAMPS if issubclass(model, Root) else ())]
    return dict.fromkeys(
        languages.column(name, code) for name in names for code in languages.codes()
    )


def set_texts(row, language, texts):
    """Set a row's texts in one language; those that are not named are emptied."""
    for name in text_fields(type(row)):
        setattr(row, languages.column(name, language), texts.get(name) or None)


def set_stamp(root, language, stamp):
    """Set what a row says of one language as public; None for one that is not."""
    for name, value in (
        ("live_at", stamp.at if stamp else None),
        ("machine_translated", bool(stamp and stamp.machine_translated)),
        ("mostly_missing", bool(stamp and stamp.mostly_missing)),
    ):
        setattr(root, languages.column(name, language), value)


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
