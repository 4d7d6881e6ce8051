"""What a column of the open data is: a name, what it says, and how it is read off a row."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from cities.dates.edtf import edtf
from cities.models import City
from editorial.text import languages


@dataclass(frozen=True)
class Site:
    """Where the data is read for: `at` makes a full address of a path; `home` may be None."""

    at: Callable
    home: City | None


@dataclass(frozen=True)
class Field:
    """A column. `value` takes a row and the `Site`; what is not known is None.

    `is_words`: it gives texts by the tags of their languages. CSV has a column for each.
    """

    name: str
    says: str
    value: Callable
    is_words: bool = False


def fact(name, says):
    """Name a column that holds an attribute of the row; what is empty is null."""
    return Field(name, says, lambda row, site: _plain(getattr(row, name)))


def words(name, says):
    """Name a column that holds a text in every language in which it is public."""
    return Field(name, says, lambda row, site: texts(row, name), is_words=True)


def dated(name, says, attribute):
    """Name a column that holds an honest date in EDTF."""
    return Field(name, says, lambda row, site: edtf(getattr(row, attribute)) or None)


def shown_in(row):
    """List the codes of the languages in which a reader of the site may see a root."""
    offered = [code for code, _name in settings.LANGUAGES]
    fallbacks = languages.chain(settings.LANGUAGE_CODE, row.entry.original_language)
    return list(dict.fromkeys([*offered, *fallbacks]))


def is_public(row):
    """Return whether a reader of a language sees a root that another one names."""
    return any(getattr(row, languages.column("live_at", code)) for code in shown_in(row))


def texts(row, name):
    """Return a text of a root, or of a part of one, by the tags of its languages."""
    owner = getattr(row, row.owner_field) if hasattr(row, "owner_field") else row
    found = {
        languages.tag(code): getattr(row, languages.column(name, code)) for code in shown_in(owner)
    }
    return {tag: text for tag, text in found.items() if text}


def machine_translated(row, _site):
    """List the languages that a machine wrote and nobody has read since."""
    return [
        languages.tag(code)
        for code in shown_in(row)
        if getattr(row, languages.column("machine_translated", code))
    ]


def changed(row, _site):
    """Return when a language of it was last published, in UTC; to the second."""
    stamps = [getattr(row, languages.column("live_at", code)) for code in shown_in(row)]
    return max(filter(None, stamps)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value):
    if value in ("", None):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value
