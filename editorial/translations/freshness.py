"""Freshness of a translation: a pure function of fingerprints. Nothing here is ticked by hand.

Each translated text carries the fingerprint of the text that it was made from. It is compared
with the source's text that is public (*live*) and with the one that is being worked on
(*working*). One hop only: a translation looks at its own source, not at its source's source.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from editorial.registry import is_rich
from editorial.text.fingerprints import fingerprint


class Status(TextChoices):
    """How a translated text stands to its source."""

    EMPTY = "empty", _("nothing to translate")
    MISSING = "missing", _("missing")
    UP_TO_DATE = "up_to_date", _("up to date")
    AHEAD = "ahead", _("translated from a draft")
    OUTDATED = "outdated", _("outdated")


@dataclass(frozen=True)
class Source:
    """The fingerprints of a source text as it is public and as it is being worked on."""

    live: str
    working: str

    @property
    def has_text(self):
        """Return whether there is something to translate. A text only in a draft counts too."""
        return bool(self.live or self.working)


def status(source, target, pairs=()):
    """Return the `Status` of one text.

    - `source`: a `Source`;
    - `target`: the translated text with its provenance as revisions hold it, or None;
    - `pairs`: (fingerprint, fingerprint) of this field that were declared to mean the same.
    """
    has_target = bool(target and target["text"])
    if not has_target:
        return Status.MISSING if source.has_text else Status.EMPTY
    made_from = target.get("from", "")
    if source.live and means_the_same(made_from, source.live, pairs):
        return Status.UP_TO_DATE
    if source.working and means_the_same(made_from, source.working, pairs):
        return Status.AHEAD
    return Status.OUTDATED


def means_the_same(one, other, pairs):
    """Return whether two fingerprints are equal or joined by a chain of minor changes.

    The relation is symmetric and transitive, within one field of one part only.
    """
    if not one or not other:
        return False
    reached, waiting = {one}, [one]
    while waiting:
        here = waiting.pop()
        if here == other:
            return True
        for a, b in pairs:
            for near, far in ((a, b), (b, a)):
                if near == here and far not in reached:
                    reached.add(far)
                    waiting.append(far)
    return False


def fingerprint_of(language, model, field, text):
    """Return the fingerprint of a field's text, by the rules for its kind of field."""
    return fingerprint(language, text, rich=is_rich(model, field))
