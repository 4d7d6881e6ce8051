"""Which words of an entry can be found, read from its revisions.

Texts are found in their language. Of the facts those that a model names in `search_facts`, such as
the name of a source or other spellings of a city, are found beside the texts of every language.
"""

import html
import re
from typing import NamedTuple

from django.db.models import DateField, SlugField, URLField

from editorial.registry import is_rich, text_fields
from editorial.revisions.snapshots import ROOT

_INLINE = re.compile(r"</?(?:strong|em|a|span)(?:\s[^<>]*)?>")
# The shortest that is said of something, if it is; so it stands first.
_SUMMARY = "description"
_TAG = re.compile(r"<[^<>]*>")


class Words(NamedTuple):
    """The words of one language of an entry.

    - `title`;
    - `names`: other names of it, in whichever language;
    - `lines`: its texts, a line for each paragraph, without the title;
    - `facts`: what else stands beside the texts of every language, such as the name of a source;
    - `keys`: facts that are no words to be read, such as an address or a day.
    """

    title: str
    names: list
    lines: list
    facts: list
    keys: list

    @property
    def text(self):
        """All but the title, a line for each paragraph."""
        return "\n".join([*self.lines, *self.names, *self.facts, *self.keys])


def words_of(kind, facts, texts):
    """Return the `Words` of one language, from the facts of an entry and its texts."""
    shown = [(kind.model, ROOT, facts["root"])]
    shown += [
        (part_kind.model, part["id"], part["facts"])
        for part in facts["parts"]
        if (part_kind := kind.part(part["kind"]))
    ]
    words = Words(texts.get(ROOT, {}).get(kind.title, ""), [], [], [], [])
    for model, part, values in shown:
        written = texts.get(part, {})
        for name in sorted(text_fields(model), key=_SUMMARY.__ne__):
            if name in written and (part, name) != (ROOT, kind.title):
                text = written[name]
                words.lines.extend(_lines(_plain(text) if is_rich(model, name) else text))
        for name in model.search_facts:
            lines = _lines(str(values.get(name) or ""))
            if name in model.name_facts:
                words.names.extend(lines)
            elif isinstance(_field(model, name), (DateField, SlugField, URLField)):
                words.keys.extend(lines)
            else:
                words.facts.extend(lines)
    return words


def _field(model, name):
    """Return the field of a fact, or None where a property gives it."""
    return next((field for field in model._meta.concrete_fields if field.name == name), None)


def _lines(text):
    return [line for line in map(str.strip, text.split("\n")) if line]


def _plain(text):
    return html.unescape(_TAG.sub("\n", _INLINE.sub("", text)))
