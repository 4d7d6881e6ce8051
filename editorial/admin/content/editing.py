"""What one request of a content form is about: the entry, its language, what it was opened on."""

import json

from django.contrib.contenttypes.models import ContentType

from editorial.models import Entry
from editorial.revisions import data as revisions
from editorial.revisions.merge.shape import ForPublic, Keep, Key, Mine
from editorial.revisions.versions import read
from editorial.revisions.working_copy import working_copy
from editorial.text import languages
from editorial.text.languages import NEUTRAL

BASES = "_bases"
LANGUAGE = "_language"
# Choices where something overlaps with a draft: "_choice|en|root|title", "_text|en|root|title".
CHOICE, TEXT = "_choice", "_text"


class Editing:
    """A content form for one request: opened, or sent.

    - `versions`: the entry's versions, read once; None when something is added;
    - `language`: the code in which the form is written, the original;
    - `bases`: the number of each revision that the form shows, `zxx` for facts.
    """

    def __init__(self, entry, language, bases=None, state=None):
        self.entry = entry
        self.versions = read(entry) if entry else None
        self.language = language
        self.bases = self.newest() if bases is None else bases
        self.state = state
        # What stands above the form, once it was read (`shown.page.sides`).
        self.sides = None
        self._copy = None

    @classmethod
    def of(cls, request, model, object_id, typed=None):
        """Read what a request is about; None when the entry is not there (any more).

        `typed` is a form that was kept and comes again.
        """
        sent = request.POST if typed is None and request.method == "POST" else typed
        bases = None if sent is None else _read_bases(sent)
        if object_id is None:
            wanted = (sent or {}).get(LANGUAGE) or request.GET.get("language", "")
            return cls(None, wanted if wanted in languages.codes() else languages.codes()[0], bases)
        entry = entry_of(model, object_id)
        return cls(entry, entry.original_language, bases) if entry else None

    def newest(self):
        """Return the numbers of the newest revisions of what is on the form."""
        if self.versions is None:
            return {}
        return {
            code: revision.number
            for code in (NEUTRAL, self.language)
            if (revision := self.versions.revision("working", code))
        }

    def bases_as_text(self):
        """Return the bases as the form carries them."""
        return json.dumps(self.bases)

    def showing(self, state, bases=None):
        """Return the same form with another state in it, on these bases or the same."""
        return Editing(self.entry, self.language, self.bases if bases is None else bases, state)

    def working_copy(self):
        """Build the rows that the form is made of: what was opened, or what is to be shown."""
        if self._copy is None:
            texts = self.versions.texts("working")
            if self.state is None:
                facts = revisions.facts_of(self._base(NEUTRAL))
                texts[self.language] = revisions.texts_of(self._base(self.language))
            else:
                facts = self.state.facts
                items = self.state.items.get(self.language, {})
                texts[self.language] = revisions.texts_of_items(items)
            self._copy = working_copy(self.entry, facts, texts)
            self._copy.root.working_copy = self._copy
        return self._copy

    def _base(self, code):
        working = self.versions.revision("working", code)
        number = self.bases.get(code, 0)
        if working is None or working.number == number:
            return working
        return self.entry.revisions.filter(language=code, number=number).first()


def entry_of(model, object_id):
    """Return the entry of a row that is there, or None."""
    key = str(object_id)
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    kind = ContentType.objects.get_for_model(model)
    try:
        entry = Entry.objects.get(kind=kind, object_pk=int(key), deleted_at=None)
    except Entry.DoesNotExist:
        return None
    # Known already; it need not be read with each entry.
    entry.kind = kind
    return entry


def read_choices(request):
    """Read what somebody chose where a change overlaps with a draft, by key."""
    choices = {}
    for name, value in request.POST.items():
        key = _key(name, CHOICE)
        if key is None:
            continue
        if value == "mine":
            choices[key] = Mine()
        elif value == "public" and key.language != NEUTRAL:
            choices[key] = ForPublic(request.POST.get(name.replace(CHOICE, TEXT, 1), ""))
        elif value == "keep":
            choices[key] = Keep()
    return choices


def _key(name, prefix):
    head, *rest = name.split("|")
    return Key(*rest) if head == prefix and len(rest) == 3 else None


def _read_bases(sent):
    """Read the bases that the form was opened on. A form without them is as old as can be."""
    try:
        bases = json.loads(sent.get(BASES, "{}"))
    except ValueError:
        return {}
    if not isinstance(bases, dict):
        return {}
    return {
        code: number
        for code, number in bases.items()
        if isinstance(number, int) and 0 <= number < 2**31
    }
