"""Reading message catalogues, to tell which strings of the interface are not translated."""

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import to_locale

_ENTRY = re.compile(r"\n\s*\n")
_STRING = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d+\])?|msgctxt)?\s*"(.*)"$')


def untranslated(text):
    """List the messages of a catalogue (the text of a .po file) that are fuzzy or have a hole.

    The header and messages that are no longer used are left out.
    """
    found = []
    for block in _ENTRY.split(text.replace("\r\n", "\n")):
        strings, flags = _read(block)
        message = strings.pop("msgid", "")
        translations = [value for key, value in strings.items() if key.startswith("msgstr")]
        if message and ("fuzzy" in flags or not translations or not all(translations)):
            found.append(message)
    return found


def _read(block):
    """Read one message: its strings by keyword, and its flags."""
    strings, flags, keyword = {}, set(), ""
    for line in block.splitlines():
        line = line.strip()
        if line.startswith("#,"):
            flags |= {flag.strip() for flag in line[2:].split(",")}
        elif match := _STRING.match(line):
            keyword = match[1] or keyword
            strings[keyword] = strings.get(keyword, "") + match[2]
    return strings, flags


def catalogues(language):
    """List the catalogue files of a language in the project's own locale folders."""
    return sorted(
        path
        for folder in settings.LOCALE_PATHS
        for path in (Path(folder) / to_locale(language) / "LC_MESSAGES").glob("*.po")
    )
