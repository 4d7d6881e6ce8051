"""Localized text: a translated value together with the language that it is really in.

modeltranslation answers a missing translation with another language in silence; a screen reader
would then read it with the wrong voice. Templates print translated text only through this.
"""

from dataclasses import dataclass

from editorial.text import languages


@dataclass(frozen=True)
class Text:
    """A text and the code of its language. False when there is none."""

    value: str
    language: str

    def __str__(self):
        return self.value

    def __bool__(self):
        return bool(self.value)

    @property
    def lang(self):
        """Return the tag for a `lang` attribute, or "" when it is the language of the page."""
        if not self.value or self.language == languages.current():
            return ""
        return languages.tag(self.language)


def original_language_of(row):
    """Return the original language of a root, or of the root that a part belongs to."""
    return getattr(row, "original_language", None) or row.entry.original_language


def localized(row, field, language=None):
    """Return a translated field as `Text`: the reader's language, its fallbacks, the original.

    `language` is that of the current request unless given. No row means no text.
    """
    language = language or languages.current()
    if not row:
        return Text("", language)
    for code in languages.chain(language):
        value = getattr(row, languages.column(field, code))
        if value:
            return Text(value, code)
    original = original_language_of(row)
    return Text(getattr(row, languages.column(field, original)) or "", original)
