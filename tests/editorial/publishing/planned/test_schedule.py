"""Publishing and withdrawing at a time: what was planned, and nothing that came later."""

import pytest
from django.utils import timezone

from editorial import publishing
from editorial.cache import version as content_version
from editorial.publishing import delete as deletion
from editorial.publishing import going_back, workflow
from editorial.publishing.errors import CannotPublishError
from editorial.publishing.planned import schedule
from editorial.publishing.planned.schedule import CannotScheduleError
from editorial.text.languages import NEUTRAL
from pages.models import Page, Section
from tests.builders import make_event, make_page
from tests.editorial.publishing.forms import (
    drafted,
    is_draft,
    opened,
    part_ids,
    public_fact,
    public_texts,
    require_sound,
    version,
)
from tests.editorial.publishing.timing import in_two_days, plan, planned, tomorrow

pytestmark = pytest.mark.django_db


# --- When the time has come ---------------------------------------------------------------------


def test_what_is_planned_goes_public_when_its_time_has_come(about, ann):
    at = plan(about, ann, title="Two")
    number = content_version.current()

    assert schedule.run_due() == (0, 0)
    assert public_texts(about)["title"] == "One"

    assert schedule.run_due(at) == (1, 0)
    assert public_texts(about)["title"] == "Two"
    assert (planned(about), is_draft(about), version(about).work_state) == (None, False, "none")
    assert content_version.current() == number + 1
    assert schedule.run_due(in_two_days()) == (0, 0)
    require_sound(about)


def test_what_was_never_public_goes_public_whole_at_its_time(ann):
    page = make_page(title="One", lede="Lede", rank=3, public=False)
    at = tomorrow()
    schedule.schedule(page.entry, "en", at, by=ann)

    assert schedule.run_due(at) == (1, 0)

    assert public_texts(page) == {"title": "One", "lede": "Lede"}
    assert public_fact(page, "rank") == 3
    assert not is_draft(page, NEUTRAL)
    require_sound(page)


def test_a_translation_of_what_was_never_public_takes_the_facts_along(ann):
    page = make_page(title="One", rank=3, sections=[{"heading": "A"}], public=False)
    at = plan(page, ann, language="ja", title="題")

    assert schedule.run_due(at) == (1, 0)

    assert Page.objects.get(pk=page.pk).published_languages() == ["ja"]
    assert (public_fact(page, "rank"), len(part_ids(page))) == (3, 1)
    require_sound(page)


def test_the_original_takes_the_facts_along_a_translation_does_not(about, ann):
    opened(about).set(rank=8).draft(ann)
    at = plan(about, ann, language="ja", title="題")
    schedule.run_due(at)
    assert public_fact(about, "rank") == 0

    at = plan(about, ann, title="Two", at=in_two_days())
    schedule.run_due(at)

    assert (public_texts(about)["title"], public_fact(about, "rank")) == ("Two", 8)


def test_a_text_in_a_section_of_the_draft_outlives_the_publication_of_its_language(about, ann):
    form = opened(about)
    new = form.add(Section, kind="text")
    form.write(new, heading="C").draft(ann)
    opened(about, "ja").write(new, language="ja", heading="三").draft(ann)
    at = plan(about, ann, language="ja", title="題")

    schedule.run_due(at)

    assert drafted(about, new, language="ja") == {"heading": "三"}
    publishing.publish(about.entry, ["en"])
    assert public_texts(about, new, language="ja") == {"heading": "三"}


def test_drafted_facts_alone_can_be_planned_and_called_off(ann):
    visit = make_event(start="1989-06-10")
    opened(visit).set(kind="gift").draft(ann)
    schedule.schedule(visit.entry, "en", tomorrow(), by=ann)
    schedule.unschedule(visit.entry, "en")
    schedule.run_due(in_two_days())
    assert public_fact(visit, "kind") == "visit"

    schedule.schedule(visit.entry, "en", tomorrow(), by=ann)
    schedule.run_due(in_two_days())

    assert public_fact(visit, "kind") == "gift"


def test_a_fact_drafted_after_the_plan_was_made_does_not_go_out_with_it(about, ann):
    opened(about).set(rank=8).draft(ann)
    at = plan(about, ann, title="Two")
    opened(about).set(rank=9).draft(ann)

    schedule.run_due(at)

    assert public_fact(about, "rank") == 8
    assert is_draft(about, NEUTRAL)
    require_sound(about)


# --- Drafts after the plan ----------------------------------------------------------------------


def test_a_later_draft_leaves_the_plan_alone_and_does_not_slip_in(about, ann):
    at = plan(about, ann, title="Two")
    before = planned(about)

    opened(about).write(title="Three").draft(ann)

    assert planned(about) == before
    assert schedule.run_due(at) == (1, 0)
    assert public_texts(about)["title"] == "Two"
    assert (drafted(about)["title"], is_draft(about)) == ("Three", True)
    assert version(about).work_state == "draft"
    require_sound(about)


def test_restoring_an_old_text_leaves_the_plan_alone(about, ann):
    first = version(about).live_revision
    at = plan(about, ann, title="Two")

    going_back.restore(first, by=ann)

    schedule.run_due(at)
    assert (public_texts(about)["title"], drafted(about)["title"]) == ("Two", "One")


def test_another_language_may_be_saved_meanwhile(about, ann):
    at = plan(about, ann, title="Two")

    opened(about, "ja").write(language="ja", title="題").draft(ann)

    assert schedule.run_due(at) == (1, 0)
    row = Page.objects.get(pk=about.pk)
    assert (row.title_en, row.title_ja) == ("Two", None)


def test_a_review_of_what_is_planned_goes_public_with_it(about, ann, bea):
    at = plan(about, ann, language="ja", title="題")

    workflow.review(about.entry, "ja", by=bea)

    assert schedule.run_due(at) == (1, 0)
    found = version(about, "ja")
    assert "reviewed_at" in found.live_revision.data["texts"]["root"]["title"]
    assert (is_draft(about, "ja"), found.work_state) == (False, "none")


def test_planned_again_it_holds_the_newest_draft(about, ann):
    plan(about, ann, title="Two")

    at = plan(about, ann, title="Three", at=in_two_days())

    assert schedule.run_due(tomorrow()) == (0, 0)
    assert schedule.run_due(at) == (1, 0)
    assert public_texts(about)["title"] == "Three"


def test_publishing_everything_ends_the_plan(about, ann):
    plan(about, ann, title="Two")

    publishing.publish(about.entry, ["en"])

    assert planned(about) is None
    assert schedule.run_due(in_two_days()) == (0, 0)


# --- Planning -----------------------------------------------------------------------------------


def test_a_plan_can_be_called_off(about, ann):
    opened(about).set(rank=8).draft(ann)
    plan(about, ann, title="Two")

    schedule.unschedule(about.entry, "en")

    assert (planned(about), planned(about, NEUTRAL), is_draft(about)) == (None, None, True)
    assert schedule.run_due(in_two_days()) == (0, 0)


def test_only_a_time_ahead_can_be_planned(about, ann):
    opened(about).write(title="Two").draft(ann)

    with pytest.raises(CannotScheduleError):
        schedule.schedule(about.entry, "en", timezone.now())
    with pytest.raises(CannotScheduleError):
        schedule.schedule_withdrawal(about.entry, "en", timezone.now())

    assert planned(about) is None


@pytest.mark.parametrize("texts", [{}, {"lede": "序"}])
def test_a_language_without_a_title_cannot_be_planned(about, ann, texts):
    opened(about, "ja").write(language="ja", **texts).draft(ann)

    with pytest.raises(CannotPublishError):
        schedule.schedule(about.entry, "ja", tomorrow())


def test_what_is_public_as_it_stands_needs_no_plan(about):
    schedule.schedule(about.entry, "en", tomorrow())

    assert planned(about) is None
    assert schedule.run_due(in_two_days()) == (0, 0)


def test_a_plan_that_was_overtaken_goes_when_it_is_planned_anew(about, ann):
    """Facts were planned with the original; published since, they need no plan any more."""
    opened(about).set(rank=8).draft(ann)
    plan(about, ann, title="Two")
    opened(about).set(rank=9).draft(ann)
    publishing.publish(about.entry, [NEUTRAL])
    opened(about).write(title="Three").draft(ann)

    schedule.schedule(about.entry, "en", in_two_days(), by=ann)

    assert planned(about, NEUTRAL) is None
    schedule.run_due(in_two_days())
    assert public_fact(about, "rank") == 9


# --- Withdrawn, deleted -------------------------------------------------------------------------


def test_what_was_deleted_is_neither_published_nor_withdrawn(about, ann):
    other = make_page(title="Other")
    plan(about, ann, title="Two")
    schedule.schedule_withdrawal(other.entry, "en", tomorrow())
    deletion.delete(about.entry)
    deletion.delete(other.entry)

    assert schedule.run_due(in_two_days()) == (0, 0)


def test_what_was_recovered_goes_out_after_all(about, ann):
    at = plan(about, ann, title="Two")
    deletion.delete(about.entry)
    schedule.run_due(at)
    deletion.recover(about.entry)

    assert schedule.run_due(at) == (1, 0)

    assert public_texts(about) == {"title": "Two", "lede": "Lede"}


def test_what_was_withdrawn_in_between_goes_out_whole_at_its_time(about, ann):
    at = plan(about, ann, title="Two")
    publishing.withdraw(about.entry, ["en"])
    assert not Page.objects.get(pk=about.pk).published_languages()

    assert schedule.run_due(at) == (1, 0)

    assert public_texts(about) == {"title": "Two", "lede": "Lede"}
    require_sound(about)


def test_a_language_is_withdrawn_at_its_time_and_its_work_stays(about, ann):
    opened(about, "ja").write(language="ja", title="題").publish(ann, facts=False)
    at = tomorrow()
    schedule.schedule_withdrawal(about.entry, "ja", at)

    assert schedule.run_due() == (0, 0)
    assert schedule.run_due(at) == (0, 1)

    found = version(about, "ja")
    assert (found.public_state, found.work_state) == ("withdrawn", "draft")
    assert found.unpublish_at is None
    assert Page.objects.get(pk=about.pk).published_languages() == ["en"]
    assert drafted(about, language="ja") == {"title": "題"}
    assert schedule.run_due(at) == (0, 0)


def test_a_withdrawal_can_be_called_off(about):
    schedule.schedule_withdrawal(about.entry, "en", tomorrow())
    schedule.schedule_withdrawal(about.entry, "en", None)

    assert schedule.run_due(in_two_days()) == (0, 0)
