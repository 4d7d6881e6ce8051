"""What the texts of an entry are called in the admin: "title", "Section 2: heading"."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.revisions.snapshots import ROOT


class FieldNames:
    """Names the parts of one entry and their fields, as the working structure numbers them.

    `facts` are its working facts; `models` maps each part to its model (`EntryState.models`).
    """

    def __init__(self, facts, models):
        self._models = models
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
        return f"{kind} {self._numbers[part]}"

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
        return _("%(part)s %(number)s: %(field)s") % {
            "part": kind,
            "number": self._numbers[part],
            "field": words,
        }
