"""What senders do with their own submission, as rules."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from editorial.cache import version as content_version
from involvement.errors import ChangedError, NotNowError, TooOftenError
from involvement.models import Disposition, Message, Submission
from involvement.submissions import sender
from tests.involvement.admin.inbox.inbox_client import audited
from tests.submissions import YOUNG, make_idea, make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


def again(submission):
    return Submission.objects.get(pk=submission.pk)


def said(submission):
    """List what was said since, as (kind, subject, text)."""
    return list(submission.messages.order_by("pk").values_list("kind", "subject", "text"))


def correct(submission, **values):
    return sender.correct(submission, values, base=sender.base_of(submission))


# --- Adding -----------------------------------------------------------------------------------


def test_an_addition_is_stored_in_the_language_of_the_page():
    submission = make_submission()

    message = sender.add(submission, "Also my sister.", seen=0)

    assert said(submission) == [("addition", "", "Also my sister.")]
    assert (message.language, message.by) == ("en", None)
    assert again(submission).version == submission.version + 1
    assert again(submission).last_activity_at > submission.last_activity_at


def test_the_same_addition_twice_is_stored_once():
    submission = make_submission()
    first = sender.add(submission, "Any news?", seen=0)

    second = sender.add(submission, "Any news?", seen=0)

    assert second == first
    assert said(submission) == [("addition", "", "Any news?")]


def test_the_same_words_can_be_said_again_later():
    submission = make_submission()
    sender.add(submission, "Any news?", seen=0)

    sender.add(submission, "Any news?", seen=1)

    assert len(said(submission)) == 2


def test_two_pages_that_are_open_at_once_add_both_their_texts():
    submission = make_submission()
    sender.add(submission, "From the phone.", seen=0)

    sender.add(submission, "From the laptop.", seen=0)

    assert [text for _kind, _subject, text in said(submission)] == [
        "From the phone.",
        "From the laptop.",
    ]


@pytest.mark.parametrize("state", [State.WAITING, State.ANSWERED, State.CLOSED])
@pytest.mark.parametrize("is_assigned", [True, False])
def test_an_addition_to_what_was_done_puts_it_back(state, is_assigned):
    yesterday = timezone.localdate() - timedelta(days=1)
    clerk = User.objects.create_user("clerk") if is_assigned else None
    submission = make_submission(state=state, assigned_to=clerk, answer_by=yesterday)

    sender.add(submission, "One more thing.", seen=0)

    found = again(submission)
    assert found.state == (State.ASSIGNED if is_assigned else State.NEW)
    assert found.answer_by > timezone.localdate()
    assert found.closed_at is None


@pytest.mark.parametrize(
    ("state", "more"),
    [
        (State.NEW, {}),
        (State.HELD, {}),
        (State.UNCONFIRMED, YOUNG),
    ],
)
def test_an_addition_to_what_waits_leaves_it_where_it_is(state, more):
    submission = make_submission(state=state, **more)

    sender.add(submission, "One more thing.", seen=0)

    assert again(submission).state == state
    assert again(submission).answer_by == submission.answer_by


def test_nothing_is_added_to_what_was_withdrawn():
    submission = make_submission(state=State.WITHDRAWN)

    with pytest.raises(NotNowError):
        sender.add(submission, "Wait!", seen=0)

    assert said(submission) == []


def test_a_flood_of_additions_is_stopped_for_a_day():
    submission = make_submission()
    for number in range(sender.MOST_A_DAY):
        sender.add(submission, f"Number {number}", seen=number)

    with pytest.raises(TooOftenError):
        sender.add(submission, "One too many", seen=sender.MOST_A_DAY)
    Message.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    sender.add(submission, "The next day", seen=sender.MOST_A_DAY)

    assert len(said(submission)) == sender.MOST_A_DAY + 1


# --- Correcting -------------------------------------------------------------------------------


def test_a_correction_names_its_fields_and_keeps_the_former_text():
    submission = make_submission(name="Lara", message="May I help?")

    changed = correct(submission, name="Larysa", message="May we help?")

    assert changed == ["name", "message"]
    found = again(submission)
    assert (found.name, found.message) == ("Larysa", "May we help?")
    assert said(submission) == [("correction", "name, message", "May I help?")]
    assert found.version == submission.version + 1


def test_a_former_address_is_not_kept():
    submission = make_submission(email="old@example.org")

    correct(submission, email="new@example.org")

    assert said(submission) == [("correction", "email", "")]


def test_the_fields_of_a_correction_are_named_in_the_readers_language():
    submission = make_submission(message="May I help?")
    correct(submission, message="May we help?", phone="555-0100")

    fields = sender.corrected_fields(submission.messages.get())

    assert [str(field) for field in fields] == ["message", "phone"]


def test_correcting_nothing_changes_nothing():
    submission = make_submission(state=State.CLOSED)

    assert correct(submission, name=submission.name) == []

    assert said(submission) == []
    assert again(submission).state == State.CLOSED


def test_a_correction_of_words_that_were_changed_meanwhile_is_refused():
    submission = make_submission()
    base = sender.base_of(submission)
    correct(submission, name="From the phone")

    with pytest.raises(ChangedError):
        sender.correct(submission, {"name": "From the laptop"}, base=base)

    assert again(submission).name == "From the phone"


def test_the_same_correction_twice_is_made_once():
    submission = make_submission()
    base = sender.base_of(submission)
    sender.correct(submission, {"name": "Larysa"}, base=base)

    assert sender.correct(submission, {"name": "Larysa"}, base=base) == []

    assert len(said(submission)) == 1


def test_what_staff_do_meanwhile_does_not_hold_up_a_correction():
    submission = make_submission()
    base = sender.base_of(submission)
    Submission.objects.update(version=7, state=State.WAITING)

    sender.correct(submission, {"phone": "555-0100"}, base=base)

    assert (again(submission).phone, again(submission).state) == ("555-0100", State.NEW)


def test_who_takes_the_consent_back_takes_the_idea_off_the_page():
    idea = make_idea()
    before = content_version.current()

    correct(idea.submission, may_publish=False)

    idea.refresh_from_db()
    assert not idea.is_public
    assert content_version.current() == before + 1


def test_what_was_withdrawn_is_not_corrected():
    submission = make_submission(state=State.WITHDRAWN)

    with pytest.raises(NotNowError):
        correct(submission, name="Larysa")


# --- Withdrawing ------------------------------------------------------------------------------


def test_what_is_withdrawn_leaves_the_public_page():
    idea = make_idea()

    sender.withdraw(idea.submission)
    sender.withdraw(idea.submission)

    idea.refresh_from_db()
    assert again(idea.submission).state == State.WITHDRAWN
    assert again(idea.submission).version == 2
    assert not idea.is_public


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.HELD])
def test_what_no_guardian_confirmed_is_erased_rather_than_withdrawn(state):
    submission = make_submission(state=state, **YOUNG)

    with pytest.raises(NotNowError):
        sender.withdraw(submission)

    assert again(submission).state == state


# --- Erasure ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "more"),
    [(State.UNCONFIRMED, YOUNG), (State.HELD, YOUNG), (State.HELD, {})],
)
def test_what_nobody_has_taken_up_is_erased_at_once(state, more):
    submission = make_submission(state=state, **more)

    assert sender.ask_for_erasure(submission) is True

    assert not Submission.objects.exists()
    assert Disposition.objects.get().reason == Disposition.Reason.ERASURE
    assert audited() == [("", "erased", [submission.reference], "asked for by the sender")]


@pytest.mark.parametrize("state", [State.NEW, State.ANSWERED, State.CLOSED, State.WITHDRAWN])
def test_of_all_else_staff_learn_the_wish(state):
    submission = make_submission(state=state)

    assert sender.ask_for_erasure(submission) is False

    found = again(submission)
    assert found.erasure_requested_at is not None
    assert (found.state, found.version) == (state, submission.version + 1)


def test_asking_twice_keeps_the_first_day():
    submission = make_submission()
    sender.ask_for_erasure(submission)
    first = again(submission)

    sender.ask_for_erasure(submission)

    assert again(submission).erasure_requested_at == first.erasure_requested_at
    assert again(submission).version == first.version


def test_a_hold_keeps_what_would_be_erased_at_once_but_the_wish_is_noted():
    submission = make_submission(state=State.HELD, hold_reason="A dispute")

    assert sender.ask_for_erasure(submission) is False

    assert again(submission).erasure_requested_at is not None


def test_a_public_idea_does_not_wait_for_its_erasure():
    idea = make_idea()

    sender.ask_for_erasure(idea.submission)

    idea.refresh_from_db()
    assert not idea.is_public


# --- All of them ------------------------------------------------------------------------------


def test_every_action_stands_in_the_audit_log_without_a_word_of_the_sender():
    submission = make_submission()

    sender.add(submission, "Private words", seen=0)
    correct(submission, name="Private name")
    sender.withdraw(submission)
    sender.ask_for_erasure(submission)

    references = [submission.reference]
    assert audited() == [
        ("", "changed", references, "added to by the sender"),
        ("", "changed", references, "corrected by the sender"),
        ("", "changed", references, "withdrawn by the sender"),
        ("", "changed", references, "erasure asked for by the sender"),
    ]


@pytest.mark.parametrize(
    "action",
    [
        lambda submission: sender.add(submission, "Hello?", seen=0),
        lambda submission: correct(submission, name="Larysa"),
        sender.withdraw,
        sender.ask_for_erasure,
    ],
)
def test_what_is_gone_cannot_be_changed(action):
    submission = make_submission()
    Submission.objects.all().delete()

    with pytest.raises(Submission.DoesNotExist):
        action(submission)
