"""What somebody has left beside submissions: "me too" to ideas, and claims about pictures.

Of a "me too" a digest of the mailbox is kept, so only a whole address finds it. A claim is found by
its address, and by a name or words in it: it may tell of somebody else than who made it.
"""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.models import audit
from editorial.text.formats import day
from editorial.text.localized import localized
from involvement.ideas import supporting
from involvement.models import IdeaSupport, PictureClaim
from involvement.records import people
from involvement.submissions import erasure

_KEY = re.compile(r"(me-too|claim)-([0-9]{1,18})")


@dataclass(frozen=True)
class Thing:
    """One of them: a support or a claim."""

    row: IdeaSupport | PictureClaim

    @property
    def is_claim(self):
        """Return whether it is a claim about a picture."""
        return isinstance(self.row, PictureClaim)

    @property
    def key(self):
        """Name it in a form."""
        return f"{'claim' if self.is_claim else 'me-too'}-{self.row.pk}"

    @property
    def line(self):
        """Say in a sentence what is kept, to be read out or handed out."""
        return _claim(self.row) if self.is_claim else _support(self.row)


def find(wanted):
    """List what fits the `people.Wanted`; what was asked for is written down by that search."""
    found = []
    if wanted.email:
        found += supporting.of_person(wanted.email).order_by("pk")
    return [Thing(row) for row in [*found, *_claims(wanted)]]


def read(keys):
    """List those with the keys of a form that are still there; others are left out."""
    supports = IdeaSupport.objects.select_related("idea").in_bulk(_numbers(keys, "me-too"))
    claims = PictureClaim.objects.in_bulk(_numbers(keys, "claim"))
    return [Thing(row) for row in [*supports.values(), *claims.values()]]


@transaction.atomic
def erase(things, *, by):
    """Erase all of them; return how many rows that were.

    A claim that waits for staff loses its words and its address alone: the picture stays hidden
    until they decide.
    """
    claims = [thing.row.pk for thing in things if thing.is_claim]
    supports = [thing.row for thing in things if not thing.is_claim]
    _record(audit.AuditEntry.Action.ERASED, things, by)
    found = PictureClaim.objects.filter(pk__in=claims)
    found.exclude(decision="").delete()
    found.filter(decision="").update(contact="", text="")
    for support in supports:
        supporting.take_back(support)
    transaction.on_commit(erasure.empty_journal)
    return len(things)


def handed_out(things, *, by, note=""):
    """Write down that these are handed out, beside what stands of submissions."""
    _record(audit.AuditEntry.Action.HANDED_OUT, things, by, note)


def _record(action, things, by, note=""):
    for model in (IdeaSupport, PictureClaim):
        keys = [str(thing.row.pk) for thing in things if isinstance(thing.row, model)]
        if keys:
            audit.record(action, model, keys, by=by, note=note)


def _numbers(keys, kind):
    found = [_KEY.fullmatch(key) for key in keys[: people.MOST_FOUND]]
    return [int(match[2]) for match in found if match and match[1] == kind]


def _claims(wanted):
    """List the claims of an address, or that tell of a person; compared here as names are."""
    email = people.folded_text(wanted.email)
    said = [people.folded_text(text) for text in (wanted.email, wanted.words) if text]
    names = [people.folded_name(word) for word in wanted.name.split()]
    if not (said or names):
        return []
    return [
        claim
        for claim in PictureClaim.objects.order_by("pk")
        if (email and people.folded_text(claim.contact) == email)
        or any(words in people.folded_text(claim.text) for words in said)
        or (names and all(name in people.folded_name(claim.text) for name in names))
    ]


def _support(support):
    words = {"idea": localized(support.idea, "title"), "day": day(support.asked_at)}
    if support.email:
        return _("“Me too” to the idea “%(idea)s”, %(day)s; wants to hear of it by email.") % words
    return _("“Me too” to the idea “%(idea)s”, %(day)s.") % words


def _claim(claim):
    words = {"kind": claim.get_kind_display(), "day": day(claim.received_at), "text": claim.text}
    line = _("A claim about a picture, %(day)s: %(kind)s. %(text)s") % words
    return f"{line} ({claim.contact})" if claim.contact else line
