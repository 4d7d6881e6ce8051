"""Unpublished changes: what differs between the public and the newest state, and whose it is."""

from dataclasses import dataclass

from editorial.models import Revision
from editorial.revisions import data as revisions
from editorial.revisions.merge.authorship import Step, authors, line
from editorial.revisions.merge.shape import Key
from editorial.text.languages import NEUTRAL


@dataclass(frozen=True)
class Draft:
    """What is not public yet of some languages, with the people who wrote it.

    `people` maps each key that differs from the public state to the set of its authors' keys.
    `steps` are the revisions that lead there, for the merge.
    """

    people: dict[Key, frozenset]
    steps: tuple[Step, ...]

    def __bool__(self):
        return bool(self.people)

    def authors(self):
        """Return the keys of all users who wrote something of it; None stands for the seed."""
        return frozenset().union(*self.people.values())

    def of_others(self, user):
        """Return the keys that somebody else had a hand in."""
        me = user.pk if user else None
        return frozenset(key for key, people in self.people.items() if people != {me})


def draft_of(versions, languages):
    """Read the `Draft` of these languages and of facts and structure.

    Two queries more where there is a draft, none where there is none.
    """
    return drafts_of([versions], languages)[0]


def drafts_of(many, languages):
    """Read the `Draft` of each of several `EntryVersions`, with as many queries as for one."""
    concerned = {versions.entry.pk: drafted(versions, languages) for versions in many}
    steps = _steps([versions for versions in many if concerned[versions.entry.pk]], concerned)
    return [
        _draft(versions, languages, steps[versions.entry.pk])
        if versions.entry.pk in steps
        else Draft({}, ())
        for versions in many
    ]


def drafted(versions, languages):
    """List which of these languages, facts and structure first, have what is not public."""
    return [
        code
        for code in dict.fromkeys([NEUTRAL, *languages])
        if (working := versions.revision("working", code))
        and working != versions.revision("live", code)
    ]


def _draft(versions, languages, steps):
    live, working = (versions.state(which, languages) for which in ("live", "working"))
    return Draft(authors(live, working, steps, versions.shape), tuple(steps))


def _steps(many, concerned):
    """Map the key of each entry to the revisions that lead to its drafts."""
    steps = {versions.entry.pk: [] for versions in many}
    if not steps:
        return steps
    codes = {code for key in steps for code in concerned[key]}
    chain = Revision.objects.filter(entry__in=steps, language__in=codes)
    base_of = dict(chain.order_by().values_list("pk", "base_id"))
    keys = [
        key
        for versions in many
        for code in concerned[versions.entry.pk]
        for key in line(
            versions.revision("working", code).pk, _pk(versions.revision("live", code)), base_of
        )
    ]
    found = Revision.objects.filter(pk__in=keys).select_related("base").order_by("pk")
    for r in found:
        before, after = _data(r.base, r.language), _data(r, r.language)
        steps[r.entry_id].append(Step(r.language, before, after, r.created_by_id))
    return steps


def _pk(revision):
    return revision.pk if revision else None


def _data(revision, language):
    if language == NEUTRAL:
        return revisions.facts_of(revision)
    return revisions.items_of(revision)
