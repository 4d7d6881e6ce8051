"""What the buttons on the page of a submission do, besides answering, and how they lead on."""

import pytest
from django.contrib.admin.models import LogEntry
from post_office.models import Email

from editorial.models import AuditEntry
from involvement.models import Disposition, Message, Submission
from involvement.submissions import erasure
from tests.involvement.admin.inbox.inbox_client import INBOX, address, coordinator, press, typed_in
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


def test_taking_it_assigning_it_and_giving_it_back(client, olena):
    submission = make_submission()
    colleague = coordinator("jo")
    had = []

    for action, typed in (("take", {}), ("assign", {"to": colleague.pk}), ("assign", {"to": ""})):
        press(client, submission, action, **typed)
        submission.refresh_from_db()
        had.append((submission.state, submission.assigned_to))

    assert had == [(State.ASSIGNED, olena), (State.ASSIGNED, colleague), (State.NEW, None)]


def test_it_is_assigned_only_to_staff_who_may_see_it(client, olena, django_user_model):
    submission = make_submission()
    colleague = coordinator("jo")
    coordinator("gone")
    django_user_model.objects.filter(username="gone").update(is_active=False)
    coordinator("reader")
    django_user_model.objects.filter(username="reader").update(is_staff=False)
    stranger = django_user_model.objects.create_user("editor", is_staff=True)

    page = client.get(address(submission))
    response = client.post(address(submission), typed_in(page, "assign", to=stranger.pk))

    choices = page.context["forms"]["assign"].fields["to"].queryset
    assert set(choices) == {olena, colleague}
    assert response.status_code == 422
    submission.refresh_from_db()
    assert submission.assigned_to is None


def test_closing_reopening_and_noting(client, olena):
    submission = make_submission()
    states = []

    for action, typed in (
        ("close", {"sure": "on"}),
        ("reopen", {}),
        ("note", {"text": "Ask the board."}),
    ):
        press(client, submission, action, **typed)
        submission.refresh_from_db()
        states.append(submission.state)

    assert states == [State.CLOSED, State.NEW, State.NEW]
    assert Message.objects.get().text == "Ask the board."


def test_releasing_and_erasing_lead_on(client, olena):
    held, spam = (make_submission(state=State.HELD) for _count in range(2))

    released = press(client, held, "release")
    asked = press(client, spam, "spam")
    erased = press(client, spam, "spam", sure="on")

    assert released.headers["Location"] == address(held)
    assert (asked.status_code, erased.headers["Location"]) == (422, f"{INBOX}?state=held")
    assert list(Submission.objects.values_list("pk", "state")) == [(held.pk, State.NEW)]


def test_erasing_twice_by_a_double_click_is_no_error(client, olena):
    submission = make_submission(state=State.HELD)
    sent = typed_in(client.get(address(submission)), "spam", sure="on")

    answers = [client.post(address(submission), sent) for _click in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [f"{INBOX}?state=held"] * 2


def test_erasing_one_that_was_to_do_leads_to_what_is_to_do(client, olena):
    submission = make_submission()
    sent = typed_in(client.get(address(submission)), "spam", sure="on")

    answers = [client.post(address(submission), sent) for _click in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [INBOX] * 2
    said = {str(message) for message in client.get(INBOX).context["messages"]}
    assert said == {f"{submission.reference} is erased. Its number stays in the disposition log."}


def test_what_a_colleague_erased_meanwhile_is_told_and_no_answer_is_lost(client, olena):
    submission = make_submission()
    page = client.get(address(submission))
    typed = {"subject": "Hello", "text": "A long <b>answer</b>"}
    answer = typed_in(page, "answer", **typed)
    spam, take = typed_in(page, "spam", sure="on"), typed_in(page, "take")
    erasure.erase(submission, reason=Disposition.Reason.ERASURE, by=coordinator("jo"))

    answered, erased, taken = (
        client.post(address(submission), sent) for sent in (answer, spam, take)
    )

    for response in (answered, erased, taken):
        html = response.content.decode()
        assert response.status_code == 404
        assert "It was erased while you had it open" in html
        assert f'<a class="button default" href="{INBOX}">Back to where you were: Inbox' in html
        assert "Save what I typed" not in html
    words = [(text.label, text.text) for text in answered.context["texts"]]
    assert words == [("Subject", "Hello"), ("Text", "A long <b>answer</b>")]
    assert [*erased.context["texts"], *taken.context["texts"]] == []
    assert not Email.objects.exists()


def test_a_held_young_persons_is_released_or_erased_from_the_list(client, olena):
    young = {"age_band": "young", "guardian_email": "a@example.org", "state": State.HELD}
    held, spam = make_submission(**young), make_submission(**young)
    page = f"{INBOX}?state=held"

    client.get(page)
    sent = {"version": "1", "reference": held.reference, "action": "release"}
    answers = [client.post(address(held), sent) for _click in range(2)]
    sent = {"version": "1", "reference": spam.reference, "action": "spam"}
    asked = client.post(address(spam), sent)
    kept = Submission.objects.filter(pk=spam.pk).exists()
    client.post(address(spam), {**sent, "sure": "on"})

    assert [answer.headers["Location"] for answer in answers] == [page] * 2
    assert (asked.headers["Location"], kept) == (page, True)
    assert list(Submission.objects.values_list("pk", "state")) == [(held.pk, State.UNCONFIRMED)]


def test_what_is_on_hold_is_not_erased(client, olena):
    submission = make_submission(state=State.HELD, hold_reason="A dispute.")
    sent = {"version": "1", "reference": submission.reference, "sure": "on", "action": "spam"}

    response = client.post(address(submission), sent)

    assert response.status_code == 409
    assert "This is not possible any more" in response.content.decode()
    assert Submission.objects.exists()


@pytest.mark.parametrize("action", ["", "nonsense", "delete"])
def test_a_button_that_is_not_there_does_nothing(client, olena, action):
    submission = make_submission()

    response = client.post(address(submission), {"version": "1", "action": action})

    assert response.status_code == 404
    submission.refresh_from_db()
    assert submission.version == 1


def test_nothing_personal_is_left_in_messages_logs_and_addresses(client, olena):
    submission = make_submission(name="Larysa Writer", email="larysa@example.org")

    for action, typed in (
        ("take", {}),
        ("note", {"text": "Secret note"}),
        ("answer", {"subject": "Secret", "text": "Secret answer"}),
        ("close", {}),
    ):
        response = press(client, submission, action, **typed)
        assert response.headers["Location"] == address(submission)

    written = str(list(LogEntry.objects.values())) + str(list(AuditEntry.objects.values()))
    said = "".join(str(message) for message in client.get(address(submission)).context["messages"])
    for secret in ("Larysa", "larysa", "Secret"):
        assert secret not in written + said
