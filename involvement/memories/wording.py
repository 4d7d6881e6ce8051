"""The words of a memory as they are to be shown, and whether who told it has said yes to them.

A yes counts for the words in the language in which it was told, with place and date, as they stood
on the page when it was given. Whatever is changed later, a comma too, needs another yes before it
is public. Translations say the same in other languages and need none of their own; they go public
while there is one to the newest words of the original.
"""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editorial import publishing
from editorial.revisions.working_copy import working_copy
from editorial.text import languages
from editorial.text.fingerprints import normalize
from editorial.text.localized import Text

_TEXTS = ("title", "text", "place")
_DATES = [
    *("start", "start_unit", "start_qualifier", "start_other"),
    *("end", "end_unit", "end_qualifier", "end_other"),
    *("start_time", "end_time"),
]


@dataclass(frozen=True)
class Wording:
    """What would be shown: of an event of the record, beside which it stands, title and date too.

    `fingerprint` is that of the words that need a yes, `seen` that of all that is shown; 64
    characters each.
    """

    title: object
    when: str
    text: object
    place: object
    fingerprint: str
    seen: str

    @property
    def shown(self):
        """List it in the order of the page."""
        return [self.title, self.when, self.place, self.text]


def newest(use):
    """Return the newest `Wording` of a use, published or not."""
    event = _event(use.event, "working")
    original = use.event.original_language
    title = _text(event, "title", original) or Text(use.event.label, original)
    if use.memory_id is None:
        text, place = _text(event, "text", original), _text(event, "place", original)
        print_of_it = _of_event(event, original)
    else:
        text, place = _text(use.memory, "text", use.memory.original_language), ""
        print_of_it = of_memory(use.memory)
    seen = _print([str(title), *_dates(event), print_of_it])
    return Wording(title, event.when(), text, place, print_of_it, seen)


def is_agreed(use):
    """Return whether its sender has said yes to the newest words."""
    return use.is_agreed and use.agreed_to == newest(use).fingerprint


def may_be_published(use, event, language):
    """Return whether a language of an event made of a memory may be public as this row says it.

    `event` is a working copy. What is public may stay as it is, whatever was agreed to since.
    """
    original = use.event.original_language
    live = _event(use.event, "live")
    is_as_public = _of_event(event, original) == _of_event(live, original)
    is_translated_anew = language != original and _texts(event, language) != _texts(live, language)
    if is_as_public and not is_translated_anew:
        return True
    # A translation that goes out, or stands alone in public, says what the newest draft does.
    says_draft = is_translated_anew or not getattr(event, languages.column("title", original))
    words = _event(use.event, "working") if says_draft else event
    return _of_event(event, original, words) == use.agreed_to


def is_planned_otherwise(use, former):
    """Return whether something is planned in other words than those of the newest yes.

    `former` is the fingerprint of the yes before it, to which all that is planned was held; "" for
    none. Of a plan that holds the original or the facts its own words are looked at.
    """
    if former not in ("", use.agreed_to):
        return True
    versions = publishing.versions_of(use.event)
    original = use.event.original_language
    if not any(versions.revision("scheduled", code) for code in (languages.NEUTRAL, original)):
        return False
    # Translations alone say what the newest draft does, where nothing else is public.
    texts = {**versions.texts("working"), **versions.texts("live"), **versions.texts("scheduled")}
    has_facts = versions.revision("scheduled", languages.NEUTRAL) is not None
    facts = versions.facts("scheduled") if has_facts else versions.facts_to_show()
    event = working_copy(use.event, facts, texts).root
    return _of_event(event, original) != use.agreed_to


def words_unknown():
    """Say why a yes from before its words were noted lets nothing else out."""
    return _(
        "Who told it said yes before its words were noted. Ask them anew on the page of the memory."
    )


def of_memory(memory, text=None):
    """Return the fingerprint of a `Memory` beside an event, or of other words in its place."""
    column = languages.column("text", memory.original_language)
    return _print([normalize(getattr(memory, column) if text is None else text)])


def _event(entry, which):
    versions = publishing.versions_of(entry)
    return working_copy(entry, versions.facts(which), versions.texts(which)).root


def _text(row, name, language):
    words = getattr(row, languages.column(name, language)) or ""
    return Text(words, language) if words else ""


def _of_event(event, original, words=None):
    """Return the fingerprint of an event; of the texts of another row, with these `words`."""
    row = words or event
    return _print([*_texts(row, original), *_dates(event)])


def _texts(event, language):
    return [getattr(event, languages.column(name, language)) or "" for name in _TEXTS]


def _dates(event):
    found = [getattr(event, name) for name in _DATES]
    return ["" if each is None else str(each) for each in found]


def _print(words):
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()
