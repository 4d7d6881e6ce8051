"""What is due together goes out together; what cannot go out says why and holds up nothing."""

import uuid

import pytest

from editorial import publishing
from editorial.publishing.planned import planning, schedule
from editorial.text.languages import NEUTRAL
from tests.builders import make_event, make_page
from tests.editorial.publishing.forms import (
    opened,
    public_fact,
    public_texts,
    require_sound,
    version,
)
from tests.editorial.publishing.timing import in_two_days, plan, tomorrow

pytestmark = pytest.mark.django_db


# --- What is due together, and what cannot go out -----------------------------------------------


def test_a_batch_goes_out_together(ann):
    pages, batch = [make_page(title="One") for _ in range(2)], uuid.uuid4()
    for page in pages:
        plan(page, ann, title="Two", batch=batch)

    assert schedule.run_due(in_two_days()) == (2, 0)

    assert [public_texts(page)["title"] for page in pages] == ["Two", "Two"]


def test_a_batch_of_which_one_cannot_go_out_stays_whole(ann):
    first, second, other = (make_page(title="One") for _ in range(3))
    batch = uuid.uuid4()
    for page in (first, second):
        opened(page).write(title="Two").set(slug=f"new-{page.pk}").draft(ann)
        schedule.schedule(page.entry, "en", tomorrow(), by=ann, batch=batch)
    plan(other, ann, title="Two")
    make_page(slug=f"new-{second.pk}")

    assert schedule.run_due(in_two_days()) == (1, 0)

    assert [public_texts(page)["title"] for page in (first, second, other)] == ["One", "One", "Two"]
    for page in (first, second):
        found = version(page)
        assert found.publish_at is not None
        assert "address" in found.schedule_problem
    require_sound(first)


def test_what_cannot_go_out_is_tried_again_and_forgets_why(ann):
    page = make_page(title="One", slug="old")
    opened(page).write(title="Two").set(slug="new").draft(ann)
    schedule.schedule(page.entry, "en", tomorrow(), by=ann)
    other = make_page(slug="new")
    schedule.run_due(in_two_days())
    assert version(page).schedule_problem

    opened(other).set(slug="elsewhere").publish(ann)

    assert schedule.run_due(in_two_days()) == (1, 0)
    assert (public_fact(page, "slug"), version(page).schedule_problem) == ("new", "")


def test_a_rule_that_the_correction_and_the_plan_break_together_is_told(ann, bea):
    visit = make_event(title="A visit", start="1989-06-10", end="1989-06-12")
    opened(visit).set(start="1989-06-11").draft(ann)
    schedule.schedule(visit.entry, "en", tomorrow(), by=ann)
    opened(visit).set(start="1989-06-10").draft(ann)
    opened(visit).set(end="1989-06-10").publish(bea)

    assert schedule.run_due(in_two_days()) == (0, 0)

    assert "last date" in version(visit, NEUTRAL).schedule_problem
    assert public_fact(visit, "start") == "1989-06-10"


def test_without_a_title_it_says_so_and_holds_up_nothing(about, ann):
    other = make_page(title="Other")
    at = plan(about, ann, language="ja", title="題")
    plan(other, ann, title="Two", at=at)
    found = version(about, "ja").scheduled_revision
    type(found).objects.filter(pk=found.pk).update(data={"schema": 1, "texts": {}})

    assert schedule.run_due(at) == (1, 0)

    assert "title" in version(about, "ja").schedule_problem
    assert version(about, "ja").publish_at == at


def test_what_was_saved_since_it_was_looked_at_is_not_planned_unseen(about, ann, bea):
    opened(about).write(title="Two").draft(ann)
    seen = {"en": version(about, "en").working_revision.number}
    opened(about).write(title="Three").draft(bea)

    done, refused = planning.plan_each([(about.entry, ["en"], seen)], tomorrow(), by=ann)

    assert done == []
    assert [type(error) for _entry, error in refused] == [publishing.ConflictError]
    assert version(about, "en").publish_at is None
