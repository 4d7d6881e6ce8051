"""Words that were stored in one language and that the catalogues know in all of them.

A credit such as "a resident" is kept as it was written then, in whatever language; readers get it
in theirs. What a person wrote is printed as it stands.
"""

import re
from functools import cache

from django.utils.translation import gettext, override

from editorial.text import languages

_PLACEHOLDER = re.compile(r"%\\?\((\w+)\\?\)s")
_known = []


def register(words):
    """Let words of the catalogues be printed in the reader's language wherever they are stored.

    They may hold "%(year)s" and other placeholders for numbers. Call it in `AppConfig.ready()`.
    """
    if words not in _known:
        _known.append(words)


def in_readers_language(text):
    """Return stored words in the current language if they are known, else as they are."""
    for words in _known:
        for pattern in _patterns(words):
            if found := pattern.fullmatch(str(text)):
                return gettext(words) % found.groupdict()
    return text


@cache
def _patterns(words):
    """Return what the words look like in each language, once each."""
    said = []
    for code in languages.codes():
        with override(code):
            said.append(gettext(words))
    shapes = (_PLACEHOLDER.sub(r"(?P<\1>[0-9]+)", re.escape(each)) for each in dict.fromkeys(said))
    return [re.compile(shape) for shape in shapes]
