"""The public sees the projection of what was published, after any walk of staff; and no fault in
it stays unseen: planted ones are found.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from editorial.cache import version as content_version
from editorial.publishing import delete as deletion
from editorial.revisions import data as revisions
from editorial.revisions import snapshots
from editorial.revisions.versions import EntryVersions
from tests.editorial.revisions.walk import steps, walk

pytestmark = pytest.mark.django_db


@given(steps)
@settings(
    max_examples=5,
    # Making a failing walk shorter takes minutes; `make proof` does that.
    phases=set(Phase) - {Phase.shrink, Phase.explain},
    suppress_health_check=list(HealthCheck),
)
def test_the_public_sees_what_was_published_and_nothing_else(taken):
    walk(taken)


@pytest.mark.proof
@given(steps)
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_the_public_sees_what_was_published_and_nothing_else_for_long(taken):
    walk(taken)


def publishes_the_draft_of_the_facts(monkeypatch):
    monkeypatch.setattr(EntryVersions, "facts_to_show", lambda versions: versions.facts("working"))


def forgets_the_texts_of_dropped_parts(monkeypatch):
    original = revisions.language_data

    def forgetful(texts, models, **rest):
        data = original(texts, models, **rest)
        data["texts"] = {part: data["texts"][part] for part in data["texts"] if part in models}
        return data

    monkeypatch.setattr(revisions, "language_data", forgetful)


def leaves_a_withdrawn_language_on_the_row(monkeypatch):
    set_texts, set_stamp = snapshots.set_texts, snapshots.set_stamp
    monkeypatch.setattr(
        snapshots, "set_texts", lambda row, code, texts: texts and set_texts(row, code, texts)
    )
    # The database refuses a title without the time of its publication.
    monkeypatch.setattr(
        snapshots, "set_stamp", lambda root, code, stamp: stamp and set_stamp(root, code, stamp)
    )


def deletes_in_silence(monkeypatch):
    monkeypatch.setattr(deletion.content_version, "raise_version", lambda: None)
    monkeypatch.setattr(content_version, "raise_version", lambda: None)


def mixes_up_the_order_of_the_parts(monkeypatch):
    original = snapshots.part_rows
    monkeypatch.setattr(
        snapshots,
        "part_rows",
        lambda root, kind, parts, *rest: original(
            root, kind, sorted(parts, key=lambda part: part["id"]), *rest
        ),
    )


@pytest.mark.parametrize(
    "plant",
    [
        deletes_in_silence,
        mixes_up_the_order_of_the_parts,
        # Found as surely, after more walks.
        pytest.param(publishes_the_draft_of_the_facts, marks=pytest.mark.proof),
        pytest.param(leaves_a_withdrawn_language_on_the_row, marks=pytest.mark.proof),
        pytest.param(forgets_the_texts_of_dropped_parts, marks=pytest.mark.proof),
    ],
)
def test_a_planted_fault_is_found(monkeypatch, plant):
    plant(monkeypatch)

    @given(steps)
    @settings(
        max_examples=300,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def walks(taken):
        walk(taken)

    with pytest.raises(AssertionError):
        walks()
