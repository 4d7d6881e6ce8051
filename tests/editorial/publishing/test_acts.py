"""The history that publishing writes down: who did what, in which languages, in one click."""

import datetime

import pytest
from django.utils import timezone

from editorial import publishing
from editorial.models import Action
from editorial.publishing import delete as deletion
from editorial.publishing import workflow
from editorial.publishing.planned import planning, schedule
from tests.builders import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def welcome():
    return make_page(title="About", translations={"ja": {"title": "概要"}})


def newest(entry):
    """Return the newest act in words: `(who, {(language, kind)})`."""
    act = entry.acts.first()
    return act.by, {(action.language, action.kind) for action in act.actions.all()}


def write(welcome, text, ann, language="en"):
    publishing.save(welcome.entry, texts={language: {"root": {"title": text}}}, by=ann)


def test_what_is_written_and_published_in_one_click_is_one_act(welcome, ann):
    publishing.publish_change(welcome.entry, texts={"en": {"root": {"title": "About us"}}}, by=ann)

    assert newest(welcome.entry) == (ann, {("en", "save"), ("en", "publish")})


def test_it_remembers_what_was_public_before(welcome, ann):
    before = publishing.versions_of(welcome.entry)["en"].live_revision

    publishing.publish_change(welcome.entry, texts={"en": {"root": {"title": "About us"}}}, by=ann)

    action = Action.objects.get(act=welcome.entry.acts.first(), kind="publish")
    live = publishing.versions_of(welcome.entry)["en"].live_revision
    assert (action.before, action.revision) == (before, live)


def test_publishing_beside_a_draft_of_another_names_the_newest_text_as_written(welcome, ann, bea):
    texts = {"root": {"title": "About", "lede": "Drafted"}}
    publishing.save(welcome.entry, texts={"en": texts}, by=bea)

    publishing.publish_change(
        welcome.entry,
        texts={"en": {"root": {"title": "About us", "lede": "Drafted"}}},
        by=ann,
    )

    version = publishing.versions_of(welcome.entry)["en"]
    actions = welcome.entry.acts.first().actions
    assert actions.get(kind="save").revision == version.working_revision
    assert actions.get(kind="publish").revision == version.live_revision
    assert version.working_revision != version.live_revision


def test_a_draft_that_is_put_back_by_hand_is_written_down(welcome, ann):
    live = publishing.versions_of(welcome.entry)["en"].live_revision
    write(welcome, "Other", ann)

    publishing.publish_change(welcome.entry, texts={"en": {"root": {"title": "About"}}}, by=ann)

    assert welcome.entry.acts.first().actions.get().revision == live


def test_every_other_action_is_written_down_with_who_did_it(welcome, ann):
    write(welcome, "題", ann, "ja")
    workflow.request_review(welcome.entry, "ja", by=ann)
    assert newest(welcome.entry) == (ann, {("ja", "ask")})
    workflow.send_back(welcome.entry, "ja", by=ann)
    assert newest(welcome.entry) == (ann, {("ja", "back")})
    workflow.review(welcome.entry, "ja", by=ann)
    assert newest(welcome.entry) == (ann, {("ja", "review")})
    publishing.publish(welcome.entry, ["ja"], by=ann)
    assert newest(welcome.entry) == (ann, {("ja", "publish")})
    publishing.withdraw(welcome.entry, ["ja"], by=ann)
    assert newest(welcome.entry) == (ann, {("ja", "withdraw")})
    deletion.delete(welcome.entry, by=ann)
    assert newest(welcome.entry) == (ann, {("zxx", "delete")})
    deletion.recover(welcome.entry, by=ann)
    assert newest(welcome.entry) == (ann, {("zxx", "recover")})


def test_what_is_planned_is_written_down_and_goes_out_in_an_act_of_its_own(welcome, ann):
    write(welcome, "Later", ann)
    at = timezone.now() + datetime.timedelta(days=1)
    schedule.schedule(welcome.entry, "en", at, by=ann)
    assert newest(welcome.entry) == (ann, {("en", "plan")})

    schedule.run_due(at)

    assert newest(welcome.entry) == (ann, {("en", "publish")})
    assert welcome.entry.acts.first().actions.get().due == at


def test_a_plan_that_moves_or_is_called_off_is_written_down(welcome, ann, bea):
    write(welcome, "Later", ann)
    at = timezone.now() + datetime.timedelta(days=1)
    planning.plan(welcome.entry, ["en"], at, by=ann)
    batch = publishing.versions_of(welcome.entry)["en"].scheduled_batch

    planning.move(batch, at + datetime.timedelta(days=1), by=bea)
    assert newest(welcome.entry) == (bea, {("en", "plan")})
    planning.call_off(batch, by=bea)
    assert newest(welcome.entry) == (bea, {("en", "unplan")})


def test_what_is_called_off_is_written_down(welcome, ann):
    write(welcome, "Later", ann)
    at = timezone.now() + datetime.timedelta(days=1)
    schedule.schedule(welcome.entry, "en", at, by=ann)

    schedule.unschedule(welcome.entry, "en", by=ann)
    assert newest(welcome.entry) == (ann, {("en", "unplan")})
    schedule.schedule_withdrawal(welcome.entry, "en", at, by=ann)
    assert newest(welcome.entry) == (ann, {("en", "plan_end")})
    schedule.schedule_withdrawal(welcome.entry, "en", None, by=ann)
    assert newest(welcome.entry) == (ann, {("en", "keep")})
