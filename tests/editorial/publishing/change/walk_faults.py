"""Planted faults: small, plausible mistakes at the door of the tables, which the walks must find.

A fault is a function that puts one wrong replacement in place with pytest's `monkeypatch`. Those of
the merge itself are in `tests/editorial/revisions/merge/faults.py`.
"""

from dataclasses import replace

from editorial import publishing
from editorial.publishing import change
from editorial.publishing.errors import OverlapError
from editorial.revisions.merge import authorship
from editorial.revisions.merge.shape import Mine
from editorial.revisions.versions import EntryVersions


def a_comma_publishes_the_whole_draft(monkeypatch):
    _wrap(monkeypatch, lambda publish, entry, whole, **sent: publish(entry, whole=True, **sent))


def the_draft_becomes_what_was_published(monkeypatch):
    def forgetful(publish, entry, **sent):
        outcome = publish(entry, **sent)
        for version in publishing.versions_of(entry).values():
            if version.live_revision:
                version.working_revision = version.live_revision
                version.save()
        return outcome

    _wrap(monkeypatch, forgetful)


def a_refusal_keeps_a_draft(monkeypatch):
    def keeping(publish, entry, **sent):
        try:
            return publish(entry, **sent)
        except OverlapError:
            names = ("facts", "texts", "bases", "by")
            publishing.save(entry, **{name: sent[name] for name in names})
            raise

    _wrap(monkeypatch, keeping)


def whoever_saves_last_takes_back_what_came_in_between(monkeypatch):
    _wrap(monkeypatch, lambda publish, entry, bases, **sent: publish(entry, bases=None, **sent))


def a_choice_is_taken_for_mine(monkeypatch):
    def eager(publish, entry, choices=None, **sent):
        return publish(entry, choices=dict.fromkeys(choices or {}, Mine()), **sent)

    _wrap(monkeypatch, eager)


def ones_own_draft_is_held_back(monkeypatch):
    monkeypatch.setattr(authorship, "mine_alone", lambda *args: frozenset())


def the_author_of_the_newest_draft_owns_it(monkeypatch):
    mine_alone = authorship.mine_alone

    def newest(live, working, steps, me, shape):
        authors = {step.language: step.by for step in steps}
        owned = [replace(step, by=authors[step.language]) for step in steps]
        return mine_alone(live, working, owned, me, shape)

    monkeypatch.setattr(authorship, "mine_alone", newest)


def the_public_sees_drafted_facts(monkeypatch):
    monkeypatch.setattr(EntryVersions, "facts_to_show", lambda self: self.facts("working"))


def revisions_are_laid_on_the_newest_one(monkeypatch):
    add_revision = change.add_revision

    def misplaced(versions, code, data, *, base, **rest):
        newest = versions.revision("working", code)
        return add_revision(versions, code, data, base=newest or base, **rest)

    monkeypatch.setattr(change, "add_revision", misplaced)


def _wrap(monkeypatch, replacement):
    publish = publishing.publish_change

    def wrapped(entry, **sent):
        sent.setdefault("whole", False)
        return replacement(publish, entry, **sent)

    monkeypatch.setattr(publishing, "publish_change", wrapped)
