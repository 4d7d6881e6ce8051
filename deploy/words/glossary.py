"""The glossary and the style sheet of a language, as data: `locale/glossary/<language>.toml`.

A file has

    name = "Spanish"
    [style]                  how the language writes: dates, clock, numbers, … each in a sentence
    [address.reader]         how a text speaks to whom: reader, young (13 to 17), child (under 13),
    form = "usted"           guardian, staff; `never` are patterns that such a text does not hold
    never = ['\\btú\\b']
    [[never]]                what no text of the language holds, and why
    pattern = '"'
    why = "straight quotation marks"
    [[term]]                 what a term is called, for people: english, use, note, group
    when = '\\bsister cit'    where the English has this, …
    say = ["herman"]         … the translation has one of these
    never = ["gemela"]       and no text has these

All patterns are regular expressions. `audiences.toml` says which texts speak to whom.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "locale" / "glossary"
AUDIENCES = ("reader", "young", "child", "guardian", "staff")


@dataclass(frozen=True)
class Term:
    """What a term is called in a language, and by what a text is told to keep to it."""

    english: str
    use: str
    note: str = ""
    group: str = ""
    when: str = ""
    say: list = field(default_factory=list)
    never: list = field(default_factory=list)


@dataclass(frozen=True)
class Address:
    """How texts speak to a group of readers, and the patterns that they do not hold."""

    form: str
    never: list = field(default_factory=list)


@dataclass(frozen=True)
class Never:
    """What no text of a language holds, and why."""

    pattern: str
    why: str


@dataclass(frozen=True)
class Glossary:
    """All that the translations into a language agree on."""

    code: str
    name: str
    style: dict
    address: dict
    never: list
    terms: list


def codes():
    """List the languages that have a glossary, as the site's settings call them."""
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "audiences")


@cache
def glossary(code):
    """Read the glossary of a language. Raises TypeError where a table has an unknown key."""
    tables = _read(code)
    return Glossary(
        code,
        tables["name"],
        tables["style"],
        {who: Address(**tables["address"][who]) for who in AUDIENCES},
        [Never(**table) for table in tables.get("never", [])],
        [Term(**table) for table in tables["term"]],
    )


@cache
def audiences():
    """Read who is spoken to: {audience: {"fields": patterns, "messages": beginnings}}."""
    return _read("audiences")


def audience_of(place, english):
    """Say to whom a text speaks, by its place ("forms/interest.young_text") or its English."""
    for who, texts in audiences().items():
        if any(re.search(pattern, place) for pattern in texts["fields"]):
            return who
        if english.startswith(tuple(texts["messages"])):
            return who
    return "reader"


def _read(name):
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
