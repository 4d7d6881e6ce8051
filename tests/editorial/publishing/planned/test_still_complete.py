"""What is planned goes through the checklist once more when its time has come."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from cities.models import Citation
from editorial import publishing
from editorial.models.checklist import hint, mistake
from editorial.publishing.planned import planning, schedule, still_complete
from editorial.publishing.publication import withdraw
from editorial.text.languages import NEUTRAL
from tests.builders import make_event, make_page, make_source
from tests.editorial.publishing.forms import opened, public_fact, public_texts, version
from tests.editorial.publishing.timing import in_two_days, tomorrow

pytestmark = pytest.mark.django_db

NO_SOURCE = mistake("It has no source.")
NO_WORDS = mistake("It has no words.", "lede")
NOT_AGREED = mistake("Nobody has said yes.", is_final=True)


def visit(*sources, **values):
    """Make the draft of an event."""
    cited = [{"source": source} for source in sources]
    return make_event("A visit", start="1978", sources=cited, public=False, **values)


def plan(root, *codes, why=""):
    """Plan the newest drafts as the page for it does."""
    return planning.plan(root.entry, codes or ["en"], tomorrow(), in_spite_of=why)


def problem(root, language="en"):
    return version(root, language).schedule_problem


def is_public(root):
    return version(root).public_state == "published"


# --- The rule ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "answered_for", "kept_back_by"),
    [
        ([], [], []),
        ([("en", NO_SOURCE)], [], [NO_SOURCE]),
        ([("en", NO_SOURCE)], [("en", NO_SOURCE)], []),
        # A reason counts for the very finding and the very language.
        ([("en", NO_SOURCE), ("en", NO_WORDS)], [("en", NO_SOURCE)], [NO_WORDS]),
        ([("ja", NO_SOURCE)], [("en", NO_SOURCE)], [NO_SOURCE]),
        ([("en", NO_WORDS)], [("en", mistake("It has no words."))], [NO_WORDS]),
        ([("en", NO_SOURCE), ("ja", NO_SOURCE)], [("en", NO_SOURCE)], [NO_SOURCE]),
        # And never for what is final.
        ([("en", NOT_AGREED)], [("en", NOT_AGREED)], [NOT_AGREED]),
        ([], [("en", NO_SOURCE)], []),
    ],
)
def test_what_nobody_has_answered_for_keeps_a_plan_back(found, answered_for, kept_back_by):
    marks = {still_complete.mark(*row) for row in answered_for}

    assert still_complete.keeps_back(found, marks) == kept_back_by


def test_a_mark_tells_findings_apart():
    findings = [NO_SOURCE, NO_WORDS, hint("x"), hint("x", "lede"), hint("x", "lede", "a-part")]

    marks = {still_complete.mark(code, one) for code in ("en", "ja") for one in findings}

    assert len(marks) == 2 * len(findings)
    assert {len(mark) for mark in marks} == {32}


# --- The worker ----------------------------------------------------------------------------------


def test_what_became_a_mistake_since_it_was_planned_stays_back_and_says_why():
    source = make_source("A diary")
    event = visit(source)
    plan(event)
    withdraw(source.entry, ["en"])

    assert schedule.run_due(in_two_days()) == (0, 0)

    assert not is_public(event)
    assert version(event).publish_at is not None
    for code in ("en", NEUTRAL):
        assert "not complete any more" in problem(event, code)
        assert "“A diary” is not public" in problem(event, code)


def test_once_it_is_mended_it_goes_out_by_itself_and_forgets_why():
    source = make_source("A diary")
    event = visit(source)
    plan(event)
    withdraw(source.entry, ["en"])
    schedule.run_due(in_two_days())

    opened(source).publish(None)

    assert schedule.run_due(in_two_days()) == (1, 0)
    assert is_public(event)
    assert problem(event) == ""


def test_what_was_planned_for_a_reason_goes_out_for_it():
    event = visit()
    plan(event, why="Told by the mayor")

    assert schedule.run_due(in_two_days()) == (1, 0)

    assert is_public(event)
    assert version(event).scheduled_in_spite_of == ""


def test_a_reason_counts_for_nothing_that_was_not_there_then():
    source, other = make_source("A diary", public=False), make_source("A letter")
    event = visit(source, other)
    plan(event, why="The diary comes next week")
    withdraw(other.entry, ["en"])

    assert schedule.run_due(in_two_days()) == (0, 0)

    assert "“A letter” is not public" in problem(event)
    assert "A diary" not in problem(event)


def test_trying_again_asks_as_well():
    source = make_source("A diary")
    event = visit(source)
    plan(event)
    withdraw(source.entry, ["en"])
    event.entry.versions.exclude(publish_at=None).update(publish_at=timezone.now())

    assert "A diary" in planning.try_again(version(event).scheduled_batch)
    assert not is_public(event)


def test_a_reason_counts_in_whatever_language_it_was_given_and_when_it_is_moved():
    with override("ja"):
        event = visit()
        plan(event, why="市長から")
        planning.move(version(event).scheduled_batch, in_two_days())

    assert schedule.run_due(in_two_days()) == (1, 0)


def test_a_plan_made_anew_needs_its_reason_anew():
    event = visit()
    plan(event, why="Told by the mayor")
    planning.call_off(version(event).scheduled_batch)
    assert version(event).scheduled_in_spite_of == ""

    with pytest.raises(publishing.NotCompleteError):
        plan(event)


def test_what_is_public_with_the_same_mistake_is_not_held_up_by_it():
    event = make_event("A visit")
    opened(event).write(title="The visit").draft(None)
    plan(event)

    assert schedule.run_due(in_two_days()) == (1, 0)
    assert public_texts(event)["title"] == "The visit"


def test_a_plan_of_facts_alone_is_asked_as_well():
    event = make_event("A visit", start="1978", sources=[{"headline": "A report"}])
    opened(event).remove(str(event.citations.get().pk)).draft(None)

    with pytest.raises(publishing.NotCompleteError):
        plan(event)

    assert plan(event, why="The report was wrong") == [NEUTRAL]
    schedule.run_due(in_two_days())
    assert not event.citations.exists()


def test_facts_that_became_a_mistake_stay_back():
    letter, diary = make_source("A letter"), make_source("A diary")
    event = make_event("A visit", start="1978", sources=[{"source": letter}])
    form = opened(event)
    form.add(Citation, source=diary.pk)
    form.draft(None)
    assert plan(event) == [NEUTRAL]
    withdraw(diary.entry, ["en"])

    schedule.run_due(in_two_days())

    assert "“A diary” is not public" in problem(event, NEUTRAL)
    assert event.citations.count() == 1


def test_of_a_batch_only_what_is_not_complete_any_more_stays_back():
    source = make_source("A diary")
    event = visit(source)
    pages = [make_page(title=f"Page {number}", lede="x", public=False) for number in (1, 2)]
    things = [pages[0], event, pages[1]]
    planning.plan_each([(thing.entry, ["en"], {}) for thing in things], tomorrow())
    withdraw(source.entry, ["en"])

    assert schedule.run_due(in_two_days()) == (2, 0)

    assert [is_public(thing) for thing in things] == [True, False, True]
    assert [bool(problem(thing)) for thing in things] == [False, True, False]


def test_of_a_batch_that_cannot_go_out_each_thing_says_why():
    source = make_source("A diary")
    event = visit(source)
    page = make_page(title="One", lede="x", slug="old")
    opened(page).set(slug="new").draft(None)
    planning.plan_each([(thing.entry, ["en"], {}) for thing in (event, page)], tomorrow())
    withdraw(source.entry, ["en"])
    make_page(slug="new")

    assert schedule.run_due(in_two_days()) == (0, 0)

    assert public_fact(page, "slug") == "old"
    assert "address" in problem(page, NEUTRAL)
    assert "A diary" in problem(event)
