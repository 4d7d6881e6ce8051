"""Every text of the site beside its English: the catalogues, the content and its letters."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parents[2]
CONTENT, LOCALE = ROOT / "content", ROOT / "locale"

_BLOCK = re.compile(r"</?(?:p|ul|ol|li|h\d|br|blockquote)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
# What stands in a text for something else, and addresses, which are no words of any language.
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[\w-]*\}|https?://\S+|\S+@\S+\.\w+")


class Pair(NamedTuple):
    """A text and its English. `place` is where it stands: "forms/interest.interest.lede"."""

    place: str
    english: str
    text: str

    @property
    def words(self):
        """Return the text without tags, placeholders and addresses."""
        return _PLACEHOLDER.sub(" … ", _TAG.sub("", _BLOCK.sub("\n", self.text)))


def pairs(code):
    """List all texts of a language beside their English."""
    return [*messages(code), *content(code)]


def messages(code):
    """List the words of the interface, each plural form by itself."""
    catalogue = polib.pofile(str(LOCALE / _locale(code) / "LC_MESSAGES" / "django.po"))
    found = []
    for entry in catalogue:
        if not entry.msgid_plural:
            found.append(Pair(f"message “{entry.msgid}”", entry.msgid, entry.msgstr))
            continue
        for form, text in entry.msgstr_plural.items():
            place = f"message “{entry.msgid}”, form {form}"
            found.append(Pair(place, f"{entry.msgid} {entry.msgid_plural}", text))
    return [pair for pair in found if pair.text]


def content(code):
    """List the texts of the seed, letters and form included."""
    found = []
    for path in sorted(CONTENT.rglob(f"*.{code}.toml")):
        english = path.with_name(f"{path.name.removesuffix(f'.{code}.toml')}.en.toml")
        folder = path.parent.relative_to(CONTENT).as_posix()
        found += _pairs(f"{folder}/{path.name}", _read(english), _read(path))
    return found


def _pairs(place, english, texts):
    if isinstance(texts, dict):
        for key, text in texts.items():
            source = english.get(key, "") if isinstance(english, dict) else ""
            yield from _pairs(f"{place} {key}", source, text)
    elif isinstance(texts, str):
        yield Pair(place, english if isinstance(english, str) else "", texts)


def _read(path):
    with path.open("rb") as file:
        return tomllib.load(file)


def _locale(code):
    language, _hyphen, script = code.partition("-")
    return f"{language}_{script.title()}" if script else language
