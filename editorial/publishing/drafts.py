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
    concerned = [
        code
        for code in dict.fromkeys([NEUTRAL, *languages])
        if (working := versions.revision("working", code))
        and working != versions.revision("live", code)
    ]
    if not concerned:
        return Draft({}, ())
    steps = _steps(versions, concerned)
    live, working = (versions.state(which, languages) for which in ("live", "working"))
    people = authors(live, working, steps, versions.shape)
    return Draft(people, tuple(steps))


def _steps(versions, concerned):
    chain = Revision.objects.filter(entry=versions.entry, language__in=concerned)
    base_of = dict(chain.order_by().values_list("pk", "base_id"))
    keys = [
        key
        for code in concerned
        for key in line(
            versions.revision("working", code).pk, _pk(versions.revision("live", code)), base_of
        )
    ]
    found = Revision.objects.filter(pk__in=keys).select_related("base").order_by("pk")
    return [
        Step(r.language, _data(r.base, r.language), _data(r, r.language), r.created_by_id)
        for r in found
    ]


def _pk(revision):
    return revision.pk if revision else None


def _data(revision, language):
    if language == NEUTRAL:
        return revisions.facts_of(revision)
    return revisions.items_of(revision)
