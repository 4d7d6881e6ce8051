"""Reading the seed files of a program's content folder.

Each folder holds one kind of thing. `NAME.toml` holds its facts and structure, `NAME.xx.toml`
its texts in language xx, so that a translator can lay two files side by side. A top-level table
is one thing under its seed key; its sub-tables of tables are its parts:

    [seaport]                               [seaport]
    country = "TW"                          name = "Seaport"
    [seaport.goals.civic-engagement]        [seaport.goals.civic-engagement]
    goal = "civic-engagement"               reason = "…"
"""

import tomllib
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from editorial.registry import fact_fields, is_rich, text_fields
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from editorial.text import languages, placeholders, richtext

# Gives every part of the seed the same identity on every machine and at every load.
PART_NAMESPACE = uuid.UUID("6e9c4f3a-8f0e-5a0e-9a57-2c1f0d9b7a41")


class SeedError(Exception):
    """A seed file says something that the models cannot hold."""


@dataclass
class Seed:
    """One item of the seed: facts with unresolved references, and its texts by language.

    `where` names it for people: its file and its key.
    """

    key: str
    where: str
    original: str
    table: dict
    parts: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)


def read_folder(folder, kind):
    """Read all items of a kind, in the order of the files' names. Raises SeedError."""
    seeds = {}
    for path in sorted(folder.glob("*.toml")):
        if not _language_of(path):
            for key, table in _load(path).items():
                if key in seeds:
                    raise SeedError(f"{path}: {key!r} stands in two files.")
                seeds[key] = _neutral(kind, key, f"{path}: {key}", table)
    for path in sorted(folder.glob("*.toml")):
        language = _language_of(path)
        if language:
            for key, table in _load(path).items():
                if key not in seeds:
                    raise SeedError(f"{path}: {key!r} has no facts beside it.")
                if language in seeds[key].texts:
                    raise SeedError(f"{path}: {key!r} stands in two files.")
                texts = _texts(kind, seeds[key], f"{path}: {key}", table)
                seeds[key].texts[language] = texts
    for seed in seeds.values():
        if not seed.texts.get(seed.original, {}).get(ROOT, {}).get(kind.title):
            raise SeedError(f"{seed.where}: no {kind.title} in {seed.original!r}.")
    return list(seeds.values())


def _language_of(path):
    """Return the language in a file's name: "goals.ja.toml" -> "ja", "goals.toml" -> ""."""
    suffix = path.stem.rpartition(".")[2] if "." in path.stem else ""
    return suffix if suffix in languages.codes() else ""


def _load(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{path}: {error}") from error


def _table(value, where):
    """Return a copy of a table. Raises SeedError for anything else."""
    if not isinstance(value, dict):
        raise SeedError(f"{where}: this must be a table.")
    return dict(value)


def _neutral(kind, key, where, table):
    table = _table(table, where)
    original = table.pop("original_language", languages.codes()[0])
    if original not in languages.codes():
        raise SeedError(f"{where}: no such language: {original!r}")
    seed = Seed(key, where, original, table)
    for part_kind in kind.parts:
        parts = _table(table.pop(part_kind.name, {}), f"{where}.{part_kind.name}")
        for part_key, part in parts.items():
            part = _table(part, f"{where}.{part_kind.name}.{part_key}")
            seed.parts.append((part_kind, part_key, part))
    return seed


def part_id(key, part_kind, part_key):
    """Return the identity of a part of the seed."""
    return str(uuid.uuid5(PART_NAMESPACE, f"{part_kind.label}/{key}/{part_key}"))


def _texts(kind, seed, where, table):
    table = _table(table, where)
    texts = {}
    known = {(part_kind.name, part_key) for part_kind, part_key, _facts in seed.parts}
    for part_kind in kind.parts:
        parts = _table(table.pop(part_kind.name, {}), f"{where}.{part_kind.name}")
        for part_key, part in parts.items():
            place = f"{where}.{part_kind.name}.{part_key}"
            if (part_kind.name, part_key) not in known:
                raise SeedError(f"{place}: no facts beside it.")
            key = part_id(seed.key, part_kind, part_key)
            texts[key] = _clean(part_kind.model, _table(part, place), place)
    texts[ROOT] = _clean(kind.model, table, where)
    return {part: fields for part, fields in texts.items() if fields}


def _clean(model, table, where):
    result = {}
    for name, text in table.items():
        if name not in text_fields(model):
            raise SeedError(f"{where}: no such text: {name}")
        if not isinstance(text, str):
            raise SeedError(f"{where}: {name} is not a text.")
        if is_rich(model, name):
            text = richtext.from_paragraphs(text)
        text = snapshots.clean_text(model, name, text)
        if text:
            with _named(where, name):
                model._meta.get_field(name).run_validators(text)
                placeholders.validator_of(model)(text)
            result[name] = text
    return result


def facts_of(kind, seed, resolve):
    """Return the facts of a seed as revisions hold them, with defaults for what it leaves out.

    `resolve(model, key)` gives the primary key of the thing with that seed key. Raises
    SeedError for a field that does not exist or a value that it cannot hold, KeyError for a
    reference that is not there yet.
    """
    table = dict(seed.table)
    if any(candidate.name == "slug" for candidate in fact_fields(kind.model)):
        table.setdefault("slug", seed.key)
    return {
        "root": _facts(kind.model, table, resolve, seed.where),
        "parts": [
            {
                "kind": part_kind.label,
                "id": part_id(seed.key, part_kind, part_key),
                "facts": _facts(
                    part_kind.model, part, resolve, f"{seed.where}.{part_kind.name}.{part_key}"
                ),
            }
            for part_kind, part_key, part in seed.parts
        ],
    }


def _facts(model, table, resolve, where):
    if hasattr(model, "seed_facts"):
        try:
            table = model.seed_facts(table)
        # What is no notation at all has no methods of one.
        except (ValueError, AttributeError) as error:
            raise SeedError(f"{where}: {error}") from error
    table = dict(table)
    facts = {}
    for candidate in fact_fields(model):
        value = table.pop(candidate.name, candidate.get_default())
        if candidate.is_relation:
            value = _reference(candidate, value, resolve, where)
        facts[candidate.name] = _checked(candidate, value, where)
    for candidate in model._meta.many_to_many:
        keys = table.pop(candidate.name, [])
        if not isinstance(keys, list):
            raise SeedError(f"{where}: {candidate.name} must be a list of keys.")
        facts[candidate.name] = sorted(resolve(candidate.related_model, key) for key in keys)
    if table:
        raise SeedError(f"{where}: no such fact: {', '.join(sorted(table))}")
    return facts


def _reference(candidate, value, resolve, where):
    if value is None and candidate.null:
        return None
    if not isinstance(value, str):
        raise SeedError(f"{where}: {candidate.name} must be the key of something.")
    return resolve(candidate.related_model, value)


def _checked(candidate, value, where):
    """Return a fact in its canonical form. Raises SeedError for what its field does not accept."""
    with _named(where, candidate.name):
        value = snapshots.encode(candidate, value)
        if not candidate.is_relation:
            candidate.clean(value, None)
    return value


@contextmanager
def _named(where, name):
    try:
        yield
    except ValidationError as error:
        raise SeedError(f"{where}: {name}: {' '.join(error.messages)}") from error
