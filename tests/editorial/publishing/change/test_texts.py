"""Publishing what one person changed in texts, and nothing that others are still working on."""

import pytest

from editorial import publishing
from editorial.cache import version as content_version
from editorial.models import Revision
from editorial.publishing import workflow
from editorial.publishing.errors import (
    CannotPublishError,
    NotPublicYetError,
)
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from tests.builders import make_page
from tests.editorial.publishing.forms import (
    drafted,
    everything,
    is_draft,
    opened,
    part_ids,
    public_fact,
    public_texts,
    refused,
    require_sound,
    revisions_of,
    version,
)

pytestmark = pytest.mark.django_db


# --- Only mine, and all -------------------------------------------------------------------------


def test_without_a_draft_what_was_changed_is_public_in_one_revision(about, ann):
    before = Revision.objects.count()

    outcome = opened(about).write(title="Two").publish(ann)

    assert (outcome.saved, outcome.public, outcome.drafts) == (["en"], ["en"], [])
    assert public_texts(about)["title"] == "Two"
    assert Revision.objects.count() == before + 1
    assert not is_draft(about)
    assert version(about).work_state == "none"
    require_sound(about)


def test_a_comma_publishes_no_draft_of_somebody_else(about, ann, bea):
    first, second = part_ids(about)
    opened(about).write(first, heading="Unfinished").draft(ann)

    outcome = opened(about).write(second, heading="B,").publish(bea)

    assert (outcome.public, outcome.drafts) == (["en"], ["en"])
    assert public_texts(about, first)["heading"] == "A"
    assert public_texts(about, second)["heading"] == "B,"
    assert drafted(about, first)["heading"] == "Unfinished"
    assert drafted(about, second)["heading"] == "B,"
    require_sound(about)


def test_all_publishes_also_what_somebody_else_drafted(about, ann, bea):
    first, second = part_ids(about)
    opened(about).write(first, heading="Finished").draft(ann)

    outcome = opened(about).write(second, heading="B,").publish(bea, whole=True)

    assert (outcome.public, outcome.drafts) == (["en"], [])
    assert public_texts(about, first)["heading"] == "Finished"
    assert public_texts(about, second)["heading"] == "B,"
    assert not is_draft(about)


def test_all_may_be_published_without_a_change_of_ones_own(about, ann, bea):
    opened(about).write(title="Two").set(rank=7).draft(ann)
    before = Revision.objects.count()

    outcome = opened(about).publish(bea, whole=True)

    assert sorted(outcome.public) == ["en", NEUTRAL]
    assert (public_texts(about)["title"], public_fact(about, "rank")) == ("Two", 7)
    assert Revision.objects.count() == before


def test_who_changed_nothing_publishes_nothing_of_others(about, ann, bea):
    opened(about).write(title="Two").draft(ann)
    before = everything(about)

    outcome = opened(about).publish(bea)

    assert (outcome.saved, outcome.public) == ([], [])
    assert everything(about) == before


def test_what_i_drafted_before_goes_out_with_what_i_publish_now(about, ann, bea):
    first, second = part_ids(about)
    opened(about).write(first, heading="Mine").draft(ann)
    opened(about).write(second, heading="Theirs").draft(bea)

    outcome = opened(about).write(lede="Another").publish(ann)

    assert public_texts(about, first)["heading"] == "Mine"
    assert public_texts(about)["lede"] == "Another"
    assert public_texts(about, second)["heading"] == "B"
    assert outcome.drafts == ["en"]


def test_my_draft_goes_out_without_another_change(about, ann, bea):
    first, second = part_ids(about)
    opened(about).write(first, heading="Mine").draft(ann)
    opened(about).write(second, heading="Theirs").draft(bea)

    opened(about).publish(ann)

    assert public_texts(about, first)["heading"] == "Mine"
    assert public_texts(about, second)["heading"] == "B"
    assert drafted(about, second)["heading"] == "Theirs"


def test_a_field_that_two_drafted_is_nobodys_alone(about, ann, bea):
    opened(about).write(title="Mine").draft(ann)
    opened(about).write(title="Mine and yours").draft(bea)

    opened(about).write(lede="Another").publish(ann)

    assert public_texts(about) == {"title": "One", "lede": "Another"}


def test_after_only_mine_the_draft_still_belongs_to_whoever_wrote_it(about, ann, bea):
    """The newest revision is Bea's then, but the words in it are Ann's."""
    opened(about).write(title="Unfinished").draft(ann)
    opened(about).write(lede="Hers").publish(bea)

    opened(about).write(lede="Hers again").publish(bea)

    assert public_texts(about) == {"title": "One", "lede": "Hers again"}
    opened(about).publish(ann)
    assert public_texts(about)["title"] == "Unfinished"


def test_sending_the_same_again_changes_nothing(about, ann, bea):
    opened(about).write(title="Unfinished").draft(ann)
    form = opened(about).write(lede="Hers")
    form.publish(bea)
    before = everything(about)

    outcome = form.publish(bea)

    assert (outcome.saved, outcome.public) == ([], [])
    assert everything(about) == before


# --- Revisions ----------------------------------------------------------------------------------


def test_beside_a_draft_two_revisions_are_written_each_laid_on_its_own_line(about, ann, bea):
    opened(about).write(title="Unfinished").draft(ann)

    opened(about).write(lede="Hers").publish(bea)

    found = revisions_of(about)
    written = {number: found["en", number] for number in (3, 4)}
    assert {number: (base, by) for number, (base, by, _data) in written.items()} == {
        3: (1, bea),
        4: (2, bea),
    }
    titles = [data["texts"][ROOT]["title"]["text"] for _base, _by, data in written.values()]
    assert titles == ["One", "Unfinished"]
    assert (version(about).live_revision.number, version(about).working_revision.number) == (3, 4)


def test_what_is_in_the_draft_already_needs_only_the_public_revision(about, ann, bea):
    """A draft, back to the form, then "Publish"."""
    opened(about).write(title="Unfinished").draft(ann)
    opened(about).write(lede="Hers").draft(bea)
    before = Revision.objects.count()

    opened(about).publish(bea)

    assert Revision.objects.count() == before + 1
    assert public_texts(about) == {"title": "One", "lede": "Hers"}
    assert drafted(about) == {"title": "Unfinished", "lede": "Hers"}


def test_what_makes_draft_and_public_alike_leaves_no_draft(about, ann, bea):
    opened(about).write(title="Unfinished").draft(ann)

    opened(about).write(title="One").publish(bea)

    assert not is_draft(about)
    assert version(about).work_state == "none"


def test_a_draft_that_differs_by_a_review_alone_does_not_stay(about, ann, bea):
    opened(about).write(title="Two").draft(ann)
    workflow.review(about.entry, "en", by=bea)

    outcome = opened(about).publish(ann)

    assert public_texts(about)["title"] == "Two"
    assert (outcome.drafts, is_draft(about)) == ([], False)


def test_the_content_version_rises_once_and_not_for_a_draft(about, ann, bea):
    number = content_version.current()

    opened(about).write(title="Unfinished").draft(ann)
    assert content_version.current() == number

    opened(about).write(lede="Hers").publish(bea)
    assert content_version.current() == number + 1


# --- What is not public -------------------------------------------------------------------------


def test_what_was_never_public_goes_out_as_a_whole(ann):
    about = make_page(title="One", rank=1, public=False, by=ann)

    outcome = opened(about).write(lede="Lede").set(rank=2).publish(ann)

    assert sorted(outcome.public) == ["en", NEUTRAL]
    assert public_texts(about) == {"title": "One", "lede": "Lede"}
    assert public_fact(about, "rank") == 2
    require_sound(about)


def test_a_draft_of_others_in_what_was_never_public_is_named(ann, bea):
    about = make_page(title="One", public=False, by=ann)
    form = opened(about).write(lede="Hers")

    error = refused(NotPublicYetError, form, bea)

    assert error.value.authors == {ann.pk}
    assert set(error.value.languages) == {"en", NEUTRAL}
    form.publish(bea, whole=True)
    assert public_texts(about) == {"title": "One", "lede": "Hers"}


def test_after_a_withdrawal_it_goes_out_as_a_whole_or_not_at_all(about, ann, bea):
    opened(about).write(lede="Ann’s").draft(ann)
    publishing.withdraw(about.entry, ["en"])
    form = opened(about).write(title="Two")

    error = refused(NotPublicYetError, form, bea)

    assert ann.pk in error.value.authors
    form.publish(bea, whole=True)
    assert public_texts(about) == {"title": "Two", "lede": "Ann’s"}


def test_a_language_without_a_title_does_not_go_public(about, ann):
    form = opened(about).write(title="")

    refused(CannotPublishError, form, ann)


def test_a_first_translation_goes_public_without_the_facts(about, ann, bea):
    opened(about).set(rank=9).draft(ann)

    outcome = opened(about, "ja").write(language="ja", title="題").publish(bea, facts=False)

    assert outcome.public == ["ja"]
    assert public_texts(about, language="ja") == {"title": "題"}
    assert public_fact(about, "rank") == 0
