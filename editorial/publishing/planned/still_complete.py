"""Whether what was planned is still complete enough when its time has come.

Between the plan and its time a source may be deleted, or a picture lose its alternative text. So
the same list is asked again. Somebody who planned in spite of mistakes gave the reason for those
alone: they are noted with the plan, and what is missing since then keeps it from going public.
"""

import hashlib

from django.conf import settings
from django.utils.translation import override

from editorial.publishing.completeness import new_mistakes
from editorial.publishing.errors import NotCompleteError
from editorial.revisions import data as revisions
from editorial.revisions.merge.shape import State
from editorial.text.languages import NEUTRAL


def keeps_back(mistakes, answered_for):
    """Return the findings that keep a plan from going public, in the order of their words.

    `mistakes` are `(language, Finding)` of today, `answered_for` the `mark`s of those for which a
    reason was given when it was planned. No reason helps where a finding is final.
    """
    found = {
        finding
        for language, finding in mistakes
        if finding.is_final or mark(language, finding) not in answered_for
    }
    return sorted(found, key=lambda finding: finding.words)


def mark(language, finding):
    """Return what tells a finding from all others of its entry, in 32 characters of one line."""
    told = "\n".join((language, finding.part, finding.name, finding.words))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def note(versions, codes, live, public):
    """Note with the plans of these languages the mistakes for which a reason was given just now."""
    marks = {mark(*row) for row in _mistakes(versions, live, public)}
    if not marks:
        return
    for code in codes:
        versions[code].scheduled_in_spite_of = "\n".join(sorted(marks))
        versions[code].save(update_fields=["scheduled_in_spite_of"])


def require(versions, codes, live, public):
    """Keep back what is due of these languages with a mistake that nobody has answered for.

    Raises NotCompleteError.
    """
    marks = {m for code in codes for m in versions[code].scheduled_in_spite_of.split()}
    if found := keeps_back(_mistakes(versions, live, public), marks):
        raise NotCompleteError(found)


def asked_of(versions, codes, public):
    """Return `(live, public)`, the states of which the list is asked for plans of these languages.

    Facts are looked at together with the original, also where nothing of its text is planned.
    """
    items = dict(public.items)
    original = versions.revision("live", versions.original)
    if NEUTRAL in codes and original:
        items.setdefault(versions.original, revisions.items_of(original))
    return versions.state("live", items), State(public.facts, items)


def _mistakes(versions, live, public):
    # In one language, whoever asks: their words tell findings apart.
    with override(settings.LANGUAGE_CODE):
        return new_mistakes(versions, live, public)
