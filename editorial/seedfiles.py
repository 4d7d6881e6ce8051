"""Reading the seed files of a program's content folder.

Each folder holds one kind of thing. `NAME.toml` holds its facts and structure, `NAME.xx.toml`
its texts in language xx, so that a translator can lay two files side by side. A top-level table
is one thing under its seed key; its sub-tables of tables are its parts:

    [keelung]                               [keelung]
    country = "TW"                          name = "Keelung"
    [keelung.goals.civic-engagement]        [keelung.goals.civic-engagement]
    goal = "civic-engagement"               reason = "…"
"""

import tomllib
import uuid
from dataclasses import dataclass, field

from editorial import contents, languages, richtext
from editorial.contents import ROOT
from editorial.registry import fact_fields, is_rich, text_fields

# Gives every part of the seed the same identity on every machine and at every load.
PART_NAMESPACE = uuid.UUID("6e9c4f3a-8f0e-5a0e-9a57-2c1f0d9b7a41")


class SeedError(Exception):
    """A seed file says something that the models cannot hold."""


@dataclass
class Seed:
    """One thing of the seed: facts with unresolved references, and its texts by language."""

    key: str
    original: str
    table: dict
    parts: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)


def read_folder(folder, kind):
    """Read all things of a kind, in the order of the files' names. Raises SeedError."""
    seeds = {}
    for path in sorted(folder.glob("*.toml")):
        if not _language_of(path):
            for key, table in _load(path).items():
                if key in seeds:
                    raise SeedError(f"{path}: {key!r} stands in two files.")
                seeds[key] = _neutral(kind, key, table)
    for path in sorted(folder.glob("*.toml")):
        language = _language_of(path)
        if language:
            for key, table in _load(path).items():
                if key not in seeds:
                    raise SeedError(f"{path}: {key!r} has no facts beside it.")
                try:
                    seeds[key].texts[language] = _texts(kind, seeds[key], table)
                except SeedError as error:
                    raise SeedError(f"{path}: {key}: {error}") from error
    return list(seeds.values())


def _language_of(path):
    """Give the language in a file's name: "goals.ja.toml" -> "ja", "goals.toml" -> ""."""
    suffix = path.stem.rpartition(".")[2] if "." in path.stem else ""
    return suffix if suffix in languages.codes() else ""


def _load(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{path}: {error}") from error


def _neutral(kind, key, table):
    table = dict(table)
    seed = Seed(key, table.pop("original_language", languages.codes()[0]), table)
    for part_kind in kind.parts:
        for part_key, part in table.pop(part_kind.name, {}).items():
            seed.parts.append((part_kind, part_key, part))
    return seed


def part_id(key, part_kind, part_key):
    """Give the identity of a part of the seed."""
    return str(uuid.uuid5(PART_NAMESPACE, f"{part_kind.label}/{key}/{part_key}"))


def _texts(kind, seed, table):
    table = dict(table)
    texts = {}
    known = {(part_kind.name, part_key) for part_kind, part_key, _facts in seed.parts}
    for part_kind in kind.parts:
        for part_key, part in table.pop(part_kind.name, {}).items():
            if (part_kind.name, part_key) not in known:
                raise SeedError(f"{part_kind.name}.{part_key} has no facts beside it.")
            texts[part_id(seed.key, part_kind, part_key)] = _clean(part_kind.model, part)
    texts[ROOT] = _clean(kind.model, table)
    return {part: fields for part, fields in texts.items() if fields}


def _clean(model, table):
    unknown = set(table) - set(text_fields(model))
    if unknown:
        raise SeedError(f"no such text: {', '.join(sorted(unknown))}")
    result = {}
    for name, text in table.items():
        if is_rich(model, name):
            text = richtext.from_paragraphs(text)
        text = contents.clean_text(model, name, text)
        if text:
            result[name] = text
    return result


def facts_of(kind, seed, resolve):
    """Give the facts of a seed as revisions hold them, with defaults for what it leaves out.

    `resolve(model, key)` gives the primary key of the thing with that seed key. Raises
    SeedError for a field that does not exist or a value that is none, KeyError for a reference
    that is not there yet.
    """
    table = dict(seed.table)
    if any(candidate.name == "slug" for candidate in fact_fields(kind.model)):
        table.setdefault("slug", seed.key)
    return {
        "root": _facts(kind.model, table, resolve, seed.key),
        "parts": [
            {
                "kind": part_kind.label,
                "id": part_id(seed.key, part_kind, part_key),
                "facts": _facts(part_kind.model, part, resolve, f"{seed.key}.{part_key}"),
            }
            for part_kind, part_key, part in seed.parts
        ],
    }


def _facts(model, table, resolve, where):
    try:
        table = model.seed_facts(table) if hasattr(model, "seed_facts") else dict(table)
    except ValueError as error:
        raise SeedError(f"{where}: {error}") from error
    facts = {}
    for candidate in fact_fields(model):
        value = table.pop(candidate.name, candidate.get_default())
        if candidate.is_relation and isinstance(value, str):
            value = resolve(candidate.related_model, value)
        facts[candidate.name] = contents.encode(candidate, value)
    for candidate in model._meta.many_to_many:
        keys = table.pop(candidate.name, [])
        facts[candidate.name] = sorted(resolve(candidate.related_model, key) for key in keys)
    if table:
        raise SeedError(f"{where}: no such fact: {', '.join(sorted(table))}")
    return facts
