"""A plan is laid over what is public by then: Monday's does not undo Friday's correction."""

import pytest

from editorial.publishing.errors import OverlapError
from editorial.publishing.planned import schedule
from editorial.revisions.merge.shape import Keep, Mine
from tests.builders import make_event
from tests.editorial.publishing.forms import (
    drafted,
    is_draft,
    opened,
    part_ids,
    public_fact,
    public_texts,
    refused,
    require_sound,
    text_key,
)
from tests.editorial.publishing.timing import in_two_days, plan, planned

pytestmark = pytest.mark.django_db


# --- Corrections between plan and publication ---------------------------------------------------


def test_mondays_plan_does_not_undo_fridays_correction(about, ann, bea):
    first, second = part_ids(about)
    at = plan(about, ann, title="Two")
    opened(about).write(second, heading="B, corrected").publish(bea)
    assert public_texts(about)["title"] == "One"

    assert schedule.run_due(at) == (1, 0)

    assert public_texts(about)["title"] == "Two"
    assert public_texts(about, first)["heading"] == "A"
    assert public_texts(about, second)["heading"] == "B, corrected"
    assert not is_draft(about)
    require_sound(about)


def test_a_fact_corrected_meanwhile_stays_corrected(ann, bea):
    visit = make_event(title="A visit", start="1989-06-10")
    opened(visit).set(side="here").draft(ann)
    at = plan(visit, ann, title="Two")
    opened(visit).set(kind="gift").publish(bea)

    schedule.run_due(at)

    assert (public_fact(visit, "side"), public_fact(visit, "kind")) == ("here", "gift")
    require_sound(visit)


def test_a_section_removed_meanwhile_does_not_come_back(about, ann, bea):
    first, second = part_ids(about)
    at = plan(about, ann, title="Two")
    opened(about).remove(second).publish(bea)

    schedule.run_due(at)

    assert part_ids(about) == [first]
    assert public_texts(about)["title"] == "Two"
    require_sound(about)


def test_what_i_planned_does_not_go_out_with_what_i_correct_today(about, ann):
    at = plan(about, ann, title="Two")
    opened(about).set(rank=5).draft(ann)

    opened(about).write(lede="Corrected").publish(ann)

    assert public_texts(about) == {"title": "One", "lede": "Corrected"}
    assert public_fact(about, "rank") == 5
    assert planned(about)[0] == at
    schedule.run_due(at)
    assert public_texts(about) == {"title": "Two", "lede": "Corrected"}
    assert not is_draft(about)
    require_sound(about)


def test_what_was_published_beside_the_plan_keeps_its_time(about, ann, bea):
    at = plan(about, ann, title="Two")

    opened(about).write(lede="Another").publish(bea)

    assert planned(about)[0] == at


# --- The same field changed meanwhile -----------------------------------------------------------


@pytest.fixture
def clash(about, ann, bea):
    """Bea's form: she corrects the public title, while another one is planned."""
    plan(about, ann, title="Planned")
    opened(about).write(title="One").draft(ann)
    return opened(about).write(title="One, corrected")


def test_publishing_a_field_that_a_plan_will_replace_is_asked_about(clash, bea):
    error = refused(OverlapError, clash, bea)

    (overlap,) = error.value.overlaps
    assert (overlap.key, error.value.scheduled) == (text_key("title"), True)
    assert (overlap.mine, overlap.onto) == ("One, corrected", "Planned")


def test_the_plan_may_replace_the_correction_when_its_time_comes(about, clash, bea):
    clash.publish(bea, choices={text_key("title"): Keep()})
    assert public_texts(about)["title"] == "One, corrected"

    schedule.run_due(in_two_days())

    assert public_texts(about)["title"] == "Planned"
    require_sound(about)


def test_the_correction_may_outlast_the_plan(about, clash, bea):
    clash.publish(bea, choices={text_key("title"): Mine()})
    assert public_texts(about)["title"] == "One, corrected"

    schedule.run_due(in_two_days())

    assert public_texts(about)["title"] == "One, corrected"
    require_sound(about)


def test_a_comma_in_planned_words_kept_back_does_not_change_the_plan(about, ann, bea):
    at = plan(about, ann, title="Planned words")
    form = opened(about).write(title="Planned, words")

    form.publish(bea, choices={text_key("title"): Keep()})

    assert public_texts(about)["title"] == "One"
    schedule.run_due(at)
    assert public_texts(about)["title"] == "Planned words"
    assert drafted(about)["title"] == "Planned, words"


def test_a_comma_in_planned_words_published_now_is_also_in_the_plan(about, ann, bea):
    at = plan(about, ann, title="Planned words", lede="Planned lede")
    form = opened(about).write(title="Planned, words")

    form.publish(bea, choices={text_key("title"): Mine()})

    assert public_texts(about) == {"title": "Planned, words", "lede": "Lede"}
    schedule.run_due(at)
    assert public_texts(about) == {"title": "Planned, words", "lede": "Planned lede"}
    assert not is_draft(about)
    require_sound(about)


def test_a_later_draft_published_whole_may_outlast_the_plan(about, ann, bea):
    plan(about, ann, title="Planned")
    opened(about).write(title="Newer").draft(ann)
    refused(OverlapError, opened(about), bea, whole=True)

    opened(about).publish(bea, whole=True, choices={text_key("title"): Mine()})
    assert public_texts(about)["title"] == "Newer"

    schedule.run_due(in_two_days())
    assert public_texts(about)["title"] == "Newer"
