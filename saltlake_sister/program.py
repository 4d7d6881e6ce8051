"""What a program's content folder says before there is a database: its clock and its languages.

The time zone is that of the home city. Readers are offered the languages in which the folder has
the texts of its `site`; `/` leads to the one in which these were first written. Without them, all
languages are offered.

A fault in a seed file must not change a site that runs: then what the folder said when it was last
loaded still holds. It is kept in the data folder.
"""

import json
import tomllib
import zoneinfo
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Program:
    """An IANA time zone, and codes of languages; the first is for those who ask for none."""

    time_zone: str
    languages: list


def known(folder, kept, languages):
    """Return the `Program` of a folder; where it has a fault, as it was `kept`, else in UTC.

    `languages` are the codes of all languages of the content, in their order; `kept` is a file.
    """
    try:
        return _read(folder, languages)
    except (ValueError, KeyError, AttributeError, OSError):
        pass
    try:
        return Program(**json.loads(kept.read_text()))
    except (ValueError, OSError, TypeError):
        return Program("UTC", list(languages))


def keep(program, kept):
    """Remember what a folder said that was loaded."""
    kept.write_text(json.dumps(asdict(program)))


def _read(folder, languages):
    """Read a folder. A fault raises ValueError, KeyError (no such zone) or AttributeError."""
    zone, original = "UTC", languages[0]
    for city in _facts(folder / "cities", languages):
        if city.get("is_home"):
            zone = zoneinfo.ZoneInfo(str(city.get("time_zone"))).key
    for site in _facts(folder / "site", languages):
        original = site.get("original_language", original)
    offered = [code for code in languages if any((folder / "site").glob(f"*.{code}.toml"))]
    offered = offered or list(languages)
    # The sort is stable: the others stay in their order.
    return Program(zone, sorted(offered, key=lambda code: code != original))


def _facts(folder, languages):
    """Give the facts of each thing in a folder, from the files that are of no language."""
    # A folder that cannot be read is a fault; "glob" would find nothing in it.
    paths = sorted(folder.iterdir()) if folder.exists() else []
    for path in (path for path in paths if path.suffix == ".toml"):
        if path.stem.rpartition(".")[2] not in languages or "." not in path.stem:
            yield from tomllib.loads(path.read_text(encoding="utf-8")).values()
