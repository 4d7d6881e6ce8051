"""Plans: what goes public at a time, and how it stands to what is published until then.

A plan pins a revision and remembers what was public when it was made. When it is due, the
difference of the two is laid over what is public by then: Monday's plan does not undo Friday's
correction.
"""

from editorial.models import Revision
from editorial.publishing import acts
from editorial.publishing.publication import unplan
from editorial.publishing.saving import add_revision
from editorial.revisions import data as revisions
from editorial.revisions.merge.authorship import as_live
from editorial.revisions.merge.lay import changed, lay
from editorial.revisions.merge.shape import Mine, State, parts_of
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

    What is not public, or was not when it was planned, has nothing to compare with: the plan is
    for the whole then.
    """
    found = {code: getattr(versions[code], f"scheduled_{which}") for code in planned}
    if which == "base":
        found = {code: found[code] if versions.revision("live", code) else None for code in found}
    items = {code: revisions.items_of(found[code]) for code in planned if code != NEUTRAL}
    facts = revisions.facts_of(found[NEUTRAL]) if NEUTRAL in found else live.facts
    return State(_naming(facts, items), items)


def _naming(facts, items):
    """Return facts that name every part with texts, also one that is not there (any more).

    The merge takes a text of a part that it does not know for one that was on no form.
    """
    named = parts_of(facts)
    absent = [part for part in set().union(*items.values()) if part not in named]
    parts = [{"kind": "", "id": part, "facts": {}} for part in absent]
    return {**facts, "parts": [*facts["parts"], *parts]}


def keys_due(versions, live):
    """Return the keys of what the plans of these languages will change of what is public."""
    due = when_due(versions, live)
    return frozenset() if due is live else changed(live, due, versions.shape)


def amend(versions, live, public, keys, *, by, batch):
    """Lay some of what becomes public onto the plans as well.

    It is for what somebody wants to be public also when the plan is due.
    """
    keys = keys & changed(live, public, versions.shape)
    base = as_live(public, live, keys, versions.shape)
    choices = {key: Mine() for key in keys}
    for code in {key.language for key in keys}:
        version = versions[code]
        pinned = version.scheduled_revision
        if pinned is None:
            continue
        planned = _state(versions, live, [code], "revision")
        laid = lay(base, public, planned, versions.shape, choices=choices)
        newest = version.working_revision
        version.scheduled_revision = add_revision(
            versions,
            code,
            laid.state,
            base=pinned,
            kind=Revision.Kind.SAVE,
            by=by,
            batch=batch,
            is_newest=False,
        )
        pinned, due = version.scheduled_revision, version.publish_at
        acts.planned(versions, pinned, by=by, batch=batch, due=due)
        version.working_revision = newest
        version.save()


def end_fulfilled(versions, public):
    """Forget the plans that have nothing left to change in what becomes public."""
    due = when_due(versions, public)
    for code in [NEUTRAL, *public.items]:
        if not versions.revision("scheduled", code):
            continue
        one, other = (
            versions.shape.normal(state.facts) if code == NEUTRAL else state.items[code]
            for state in (due, public)
        )
        if one == other:
            unplan(versions[code])
            versions[code].save()
