"""What the texts of an entry are called in the admin: "title", "What the program is: text"."""

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from editorial.registry import fact_fields, text_fields
from editorial.revisions.snapshots import ROOT
from editorial.text.diff import words_of

# As many letters of a part stand for it.
LETTERS = 50


class FieldNames:
    """Names the parts of one entry and their fields.

    `facts` are its working facts; `models` maps each part to its model (`EntryState.models`).
    With `texts`, those of each part in one language, a part is named by what it says; without
    them, and where it says nothing, by its kind and its number.
    """

    def __init__(self, facts, models, texts=None):
        self._models = models
        self._said = {} if texts is None else _said(facts, models, texts)
        self._numbers = {}
        counts = {}
        for part in facts["parts"]:
            counts[part["kind"]] = counts.get(part["kind"], 0) + 1
            self._numbers[part["id"]] = counts[part["kind"]]

    def parts(self):
        """List the root and the parts in the order of the page; removed ones come last."""
        known = [part for part in (ROOT, *self._numbers) if part in self._models]
        return known + [part for part in self._models if part not in known]

    def is_there(self, part):
        """Return whether the part is in the working structure; others will go with it."""
        return part == ROOT or part in self._numbers

    def part(self, part):
        """Name a part as a whole: its kind with its number."""
        model = self._models.get(part)
        if model is None:
            return _("Removed part")
        kind = str(model._meta.verbose_name)
        if part not in self._numbers:
            return _("%(part)s (removed)") % {"part": kind}
        return self._said.get(part) or f"{kind} {self._numbers[part]}"

    def name(self, part, field):
        """Name a text: the field alone for the root, with its part otherwise."""
        model = self._models.get(part)
        if model is None:
            return _("Removed part: %(field)s") % {"field": field}
        words = str(model._meta.get_field(field).verbose_name)
        if part == ROOT:
            return capfirst(words)
        kind = capfirst(str(model._meta.verbose_name))
        if part not in self._numbers:
            return _("%(part)s (removed): %(field)s") % {"part": kind, "field": words}
        if part in self._said:
            return _("%(part)s: %(field)s") % {"part": self._said[part], "field": words}
        return _("%(part)s %(number)s: %(field)s") % {
            "part": kind,
            "number": self._numbers[part],
            "field": words,
        }


def _said(facts, models, texts):
    """Map parts to their first words, or to the first fact that is one: of a stage, its kind."""
    found = {}
    for part in facts["parts"]:
        model = models.get(part["id"])
        if model is None:
            continue
        written = texts.get(part["id"], {})
        words = [written.get(name) for name in text_fields(model)]
        words += [_in_words(field, part["facts"].get(field.name)) for field in fact_fields(model)]
        said = next(filter(None, words), None)
        if said:
            found[part["id"]] = Truncator(" ".join(words_of(said).split())).chars(LETTERS)
    return found


def _in_words(field, value):
    if field.choices:
        return str(dict(field.flatchoices).get(value, ""))
    return value if isinstance(value, str) else ""
