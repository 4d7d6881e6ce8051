"""Reading the seed files of a program's content folder.

Each folder holds one kind of thing. `NAME.toml` holds its facts and structure, `NAME.xx.toml`
its texts in language xx, so that a translator can lay two files side by side. A top-level table
is one thing under its seed key; its sub-tables of tables are its parts:

    [seaport]                               [seaport]
    country = "TW"                          name = "Seaport"
    [seaport.goals.civic-engagement]        [seaport.goals.civic-engagement]
    goal = "civic-engagement"               reason = "…"
"""

import re
import tomllib
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from editorial.registry import fact_fields, is_rich, text_fields
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from editorial.seed.places import Faults, Place, SeedError
from editorial.text import languages, placeholders, richtext

# Gives every part of the seed the same identity on every machine and at every load.
PART_NAMESPACE = uuid.UUID("6e9c4f3a-8f0e-5a0e-9a57-2c1f0d9b7a41")


@dataclass
class Seed:
    """One item of the seed: facts with unresolved references, and its texts by language.

    `where` is the `Place` of its facts; `original` the language in which it was first written.
    """

    key: str
    where: Place
    original: str
    table: dict
    parts: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)


def read_folder(folder, kind):
    """Read all items of a kind, in the order of the files' names.

    Raises SeedError with everything that is wrong in the folder.
    """
    seeds, faults = {}, Faults()
    files = [(path, _language_of(path)) for path in _files(folder)]
    for path, key, table in _tables([path for path, code in files if not code], faults):
        with faults.gathered():
            where = Place(path, key)
            if key in seeds:
                raise where.fault("stands in two files.")
            seeds[key] = _neutral(kind, key, where, table)
    # Facts that cannot be read have been complained of; their texts need not be.
    is_whole = not faults
    for path, key, table in _tables([path for path, code in files if code], faults):
        if key in seeds or is_whole:
            with faults.gathered():
                _read_texts(kind, seeds, Place(path, key), _language_of(path), table)
    for seed in seeds.values():
        title = seed.texts.get(seed.original, {}).get(ROOT, {}).get(kind.title)
        if not title and not faults:
            with faults.gathered():
                raise seed.where.fault(f"no {kind.title} in {seed.original!r}.")
    faults.complain()
    return list(seeds.values())


def _files(folder):
    """List the files of a folder. One that cannot be read is no empty one: all would be removed."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise SeedError(f"{folder}: {error.strerror}.") from error


def _tables(paths, faults):
    """Give each table of these files, with its file and its key."""
    for path in paths:
        with faults.gathered():
            for key, table in _load(path).items():
                yield path, key, table


def _read_texts(kind, seeds, where, language, table):
    """Read what one thing says in one language."""
    seed = seeds.get(where.table)
    if seed is None:
        raise where.fault("has no facts beside it.")
    if language in seed.texts:
        raise where.fault("stands in two files.")
    seed.texts[language] = _texts(kind, seed, where, table)


def _language_of(path):
    """Return the language in a file's name: "goals.ja.toml" -> "ja", "goals.toml" -> ""."""
    suffix = path.stem.rpartition(".")[2] if "." in path.stem else ""
    return suffix if suffix in languages.codes() else ""


def _load(path):
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise SeedError(f"{path}:{line[1] if line else 1}: {error}") from error
    except UnicodeDecodeError as error:
        raise SeedError(f"{path}:1: the file is not in UTF-8.") from error
    except OSError as error:
        raise SeedError(f"{path}: {error.strerror}.") from error


def _table(value, where):
    """Return a copy of a table. Raises SeedError for anything else."""
    if not isinstance(value, dict):
        raise where.fault("this must be a table.")
    return dict(value)


def _neutral(kind, key, where, table):
    table = _table(table, where)
    original = table.pop("original_language", languages.codes()[0])
    if original not in languages.codes():
        raise where.at("original_language").fault(f"no such language: {original!r}")
    seed = Seed(key, where, original, table)
    for part_kind in kind.parts:
        place = where.part(part_kind.name)
        for part_key, part in _table(table.pop(part_kind.name, {}), place).items():
            seed.parts.append((part_kind, part_key, _table(part, place.part(part_key))))
    return seed


def part_id(key, part_kind, part_key):
    """Return the identity of a part of the seed."""
    return str(uuid.uuid5(PART_NAMESPACE, f"{part_kind.label}/{key}/{part_key}"))


def _texts(kind, seed, where, table):
    table = _table(table, where)
    texts, faults = {}, Faults()
    known = {(part_kind.name, part_key) for part_kind, part_key, _facts in seed.parts}
    for part_kind in kind.parts:
        parts = _table(table.pop(part_kind.name, {}), where.part(part_kind.name))
        for part_key, part in parts.items():
            place = where.part(part_kind.name).part(part_key)
            with faults.gathered():
                if (part_kind.name, part_key) not in known:
                    raise place.fault("has no facts beside it.")
                key = part_id(seed.key, part_kind, part_key)
                texts[key] = _clean(part_kind.model, _table(part, place), place)
    with faults.gathered():
        texts[ROOT] = _clean(kind.model, table, where)
    faults.complain()
    return {part: fields for part, fields in texts.items() if fields}


def _clean(model, table, where):
    """Return the texts of a row as they are stored. Raises SeedError with all that is wrong."""
    result, faults = {}, Faults()
    for name, text in table.items():
        with faults.gathered():
            text = _clean_text(model, name, text, where.at(name))
            if text:
                result[name] = text
    faults.complain()
    return result


def _clean_text(model, name, text, where):
    if name not in text_fields(model):
        raise where.fault("there is no such text.")
    if not isinstance(text, str):
        raise where.fault("this is not a text.")
    if is_rich(model, name):
        text = richtext.from_paragraphs(text)
    text = snapshots.clean_text(model, name, text)
    if text:
        with _named(where):
            model._meta.get_field(name).run_validators(text)
            placeholders.validator_of(model)(text)
    return text


def facts_of(kind, seed, resolve):
    """Return the facts of a seed as revisions hold them, with defaults for what it leaves out.

    `resolve(model, key)` gives the primary key of the thing with that seed key. Raises
    SeedError for a field that does not exist or a value that it cannot hold, KeyError for a
    reference that is not there yet.
    """
    table = dict(seed.table)
    if any(candidate.name == "slug" for candidate in fact_fields(kind.model)):
        table.setdefault("slug", seed.key)
    faults = Faults()
    facts = {"root": None, "parts": []}
    with faults.gathered():
        facts["root"] = _facts(kind.model, table, resolve, seed.where)
    for part_kind, part_key, part in seed.parts:
        place = seed.where.part(part_kind.name).part(part_key)
        with faults.gathered():
            facts["parts"].append(
                {
                    "kind": part_kind.label,
                    "id": part_id(seed.key, part_kind, part_key),
                    "facts": _facts(part_kind.model, part, resolve, place),
                }
            )
    faults.complain()
    return facts


def _facts(model, table, resolve, where):
    if hasattr(model, "seed_facts"):
        try:
            table = model.seed_facts(table)
        # What is no notation at all has no methods of one.
        except (ValueError, AttributeError) as error:
            raise where.fault(str(error)) from error
    table, facts, faults = dict(table), {}, Faults()
    for candidate in fact_fields(model):
        value = table.pop(candidate.name, candidate.get_default())
        with faults.gathered():
            place = where.at(candidate.name)
            if candidate.is_relation:
                value = _reference(candidate, value, resolve, place)
            facts[candidate.name] = _checked(candidate, value, place)
    for candidate in model._meta.many_to_many:
        keys = table.pop(candidate.name, [])
        with faults.gathered():
            if not isinstance(keys, list):
                raise where.at(candidate.name).fault("this must be a list of keys.")
            facts[candidate.name] = sorted(resolve(candidate.related_model, key) for key in keys)
    for name in table:
        with faults.gathered():
            raise where.at(name).fault("there is no such fact.")
    faults.complain()
    return facts


def _reference(candidate, value, resolve, where):
    if value is None and candidate.null:
        return None
    if not isinstance(value, str):
        raise where.fault("this must be the key of something.")
    return resolve(candidate.related_model, value)


def _checked(candidate, value, where):
    """Return a fact in its canonical form. Raises SeedError for what its field does not accept."""
    with _named(where):
        value = snapshots.encode(candidate, value)
        if not candidate.is_relation:
            candidate.clean(value, None)
    return value


@contextmanager
def _named(where):
    try:
        yield
    except ValidationError as error:
        raise where.fault(" ".join(error.messages)) from error
