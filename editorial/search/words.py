"""Which words of an entry can be found, read from its revisions.

Texts are found in their language. Of the facts those that a model names in `search_facts`, such as
the name of a source or other spellings of a city, are found beside the texts of every language.
"""

import html
import re

from editorial.registry import is_rich, text_fields
from editorial.revisions.snapshots import ROOT

_INLINE = re.compile(r"</?(?:strong|em|a|span)(?:\s[^<>]*)?>")
_TAG = re.compile(r"<[^<>]*>")


def words_of(kind, facts, texts):
    """Return `(title, text)` of one language; the text has a line for each paragraph."""
    shown = [(kind.model, ROOT, facts["root"])]
    shown += [
        (part_kind.model, part["id"], part["facts"])
        for part in facts["parts"]
        if (part_kind := kind.part(part["kind"]))
    ]
    title = texts.get(ROOT, {}).get(kind.title, "")
    lines = []
    for model, part, values in shown:
        written = texts.get(part, {})
        for name in text_fields(model):
            if name in written and (part, name) != (ROOT, kind.title):
                text = written[name]
                lines += (_plain(text) if is_rich(model, name) else text).split("\n")
        named = (values.get(name) for name in model.search_facts)
        lines += [line for value in named if value for line in str(value).split("\n")]
    return title, "\n".join(line for line in map(str.strip, lines) if line)


def _plain(text):
    return html.unescape(_TAG.sub("\n", _INLINE.sub("", text)))
