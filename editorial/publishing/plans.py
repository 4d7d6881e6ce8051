"""Plans: what goes public at a time, and how it stands to what is published until then.

A plan pins a revision and remembers what was public when it was made. When it is due, the
difference of the two is laid over what is public by then: Monday's plan does not undo Friday's
correction.
"""

from editorial.models import Revision
from editorial.publishing.saving import add_revision
from editorial.revisions import data as revisions
from editorial.revisions.merge.authorship import as_live
from editorial.revisions.merge.lay import lay
from editorial.revisions.merge.shape import Mine, State
from editorial.text.languages import NEUTRAL


def when_due(versions, live, languages=None):
    """Return the public state that the plans of these languages will make of the one given.

    Those of all languages of the state by default, facts included. Where a plan and what was
    published since then differ, the plan wins: whoever published was asked.
    Without a plan it is the very state that was given.
    """
    planned = [
        code
        for code in ([NEUTRAL, *live.items] if languages is None else languages)
        if versions.revision("scheduled", code)
    ]
    if not planned:
        return live
    base, pinned = (_state(versions, live, planned, which) for which in ("base", "revision"))
    laid = lay(base, pinned, live, versions.shape)
    choices = {overlap.key: Mine() for overlap in laid.overlaps}
    return lay(base, pinned, live, versions.shape, choices=choices).state if choices else laid.state


def _state(versions, live, planned, which):
    """Return a state with the base or the revision of each plan; what is not planned is as live.

    What was planned for something that was not public has nothing to compare with.
    """
    found = {code: getattr(versions[code], f"scheduled_{which}") for code in planned}
    items = {code: revisions.items_of(found[code]) for code in planned if code != NEUTRAL}
    facts = revisions.facts_of(found[NEUTRAL]) if NEUTRAL in found else live.facts
    return State(facts, items)


def amend(versions, sent, keys, *, by, batch):
    """Lay a few keys of a change onto the plans as well.

    It is for what somebody wants to be public also when the plan is due.
    """
    base = as_live(sent.mine, sent.base, keys, versions.shape)
    for code in {key.language for key in keys}:
        version = versions[code]
        pinned = version.scheduled_revision
        if pinned is None:
            continue
        planned = _state(versions, sent.base, [code], "revision")
        choices = {key: Mine() for key in keys}
        laid = lay(base, sent.mine, planned, versions.shape, choices=choices)
        newest = version.working_revision
        version.scheduled_revision = add_revision(
            versions, code, laid.state, base=pinned, kind=Revision.Kind.SAVE, by=by, batch=batch
        )
        version.working_revision = newest
        version.save()
