"""Numbers that are written once and stand in many texts: "{days}", "{phone}".

An app registers its own in `AppConfig.ready()`, with the model that holds the value. They are
filled in when a text is projected onto the row that the public sees; revisions, forms and
fingerprints hold the braces, in every language the same.
"""

import re
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

_BRACES = re.compile(r"{([\w-]{1,40})}")


@dataclass(frozen=True)
class Placeholder:
    """What stands in braces.

    - `value`: takes the row of the model, None where there is none yet, and returns what it says;
      None for the row itself;
    - `words`: takes that value and returns its words in the current language;
    - `link`: takes it and returns where rich text leads from it, or "".
    """

    name: str
    model: type
    words: object
    value: object = None
    link: object = None

    def value_of(self, row):
        """Return the value that a row holds, None standing for no row yet."""
        return self.value(row) if self.value else row

    def words_of(self, row):
        """Return in words, in the current language, what a row holds."""
        return self.words(self.value_of(row))


_known = {}


def register(name, *, model, words, value=None, link=None):
    """Let "{name}" stand for what the one row of a model holds."""
    _known[name] = Placeholder(name, model, words, value, link)


def names():
    """List the names that every text may use."""
    return list(_known)


def names_of(model):
    """List the names of those whose value a model holds."""
    return [name for name, known in _known.items() if known.model is model]


def empty_on(row, language):
    """List the names of those whose value this row holds and leaves empty in a language."""
    with translation.override(language):
        return [
            known.name
            for known in _known.values()
            if isinstance(row, known.model) and not known.words_of(row)
        ]


def check(text, more=()):
    """Raise ValidationError for what looks like a placeholder and is none.

    `more` names those that one kind of text has for itself.
    """
    for found in _BRACES.finditer(text):
        if found[1] not in _known and found[1] not in more:
            known = ", ".join(f"{{{name}}}" for name in [*_known, *more])
            raise ValidationError(
                _("“%(found)s” stands for nothing here. What can stand in braces: %(known)s."),
                code="unknown_placeholder",
                params={"found": found[0], "known": known},
            )


def validator_of(model):
    """Return the rule for the texts of a model, which may name placeholders of its own."""
    return partial(check, more=getattr(model, "PLACEHOLDERS", ()))


class Values:
    """The values of all placeholders, each row read once and only when a text needs it.

    `draft` is a row that is not public and stands for its model; None for what is public.
    """

    def __init__(self, draft=None):
        self._rows = {} if draft is None else {type(draft): draft}

    def fill(self, text, language, *, rich=False):
        """Return a text with its placeholders filled in, in its own language."""
        if "{" not in text:
            return text
        with translation.override(language):
            return _BRACES.sub(lambda found: self._words(found, rich=rich), text)

    def _words(self, found, *, rich):
        known = _known.get(found[1])
        if known is None:
            return found[0]
        if known.model not in self._rows:
            self._rows[known.model] = known.model.objects.first()
        value = known.value_of(self._rows[known.model])
        words = known.words(value)
        if not rich:
            return words
        link = known.link(value) if known.link else ""
        return f'<a href="{escape(link)}">{escape(words)}</a>' if link else escape(words)
