"""The page of one submission: what it shows, what its buttons do, what stays typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import STATUS, Email

from involvement.mail import letters, outbox
from involvement.models import Message, Submission
from tests.builders import make_city, make_goal
from tests.involvement.admin.inbox.inbox_client import (
    INBOX,
    address,
    audited,
    coordinator,
    press,
    said_in,
    typed_in,
)
from tests.submissions import make_letter, make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


def mail(submission, status=STATUS.queued, message=None):
    with_words = letters.MailText("Subject", "Body", "en")
    posted = outbox.post(
        submission, "larysa@example.org", with_words, purpose="receipt", message=message
    )
    Email.objects.filter(pk=posted.email_id).update(status=status)
    return posted


# --- What it shows ----------------------------------------------------------------------------


def test_it_shows_all_that_was_sent(client, olena):
    submission = make_submission(
        kind="friendship_city",
        name="Лариса Петренко",
        email="larysa@example.org",
        phone="+380 44 123 45 67",
        language="uk",
        written_in="ru",
        city=make_city(name="Northtown").entry,
        goal=make_goal(name="Peace").entry,
        message="Перший рядок.\nДругий рядок.",
        details={"city": "Чернігів", "country": "Україна"},
        age_band="young",
        guardian_email="parent@example.org",
        guardian_confirmed_at=timezone.now(),
        hold_reason="A records request.",
    )

    html = client.get(address(submission)).content.decode()

    for words in (
        submission.reference,
        "A new friendship city",
        "Лариса Петренко",
        "larysa@example.org",
        "+380 44 123 45 67",
        '<dd lang="uk">Українська</dd>',
        '<dd lang="ru">Русский</dd>',
        "Northtown",
        "Peace",
        '<p class="submission-text" lang="ru" dir="auto">Перший рядок.\nДругий рядок.</p>',
        "Чернігів",
        "13 to 17",
        "parent@example.org",
        "A records request.",
    ):
        assert words in html


def test_what_people_wrote_is_shown_as_it_is_and_never_run(client, olena):
    attack = '<script>alert(1)</script>{{ 7|add:7 }}"onload="x'
    submission = make_submission(
        name=attack[:200], message=attack, details={"skills": attack}, kind="volunteer"
    )
    Message.objects.create(submission=submission, kind="addition", language="en", text=attack)

    html = client.get(address(submission)).content.decode()

    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}") == 4


def test_it_shows_what_was_said_in_its_order_and_language(client, olena):
    submission = make_submission(language="uk")
    answer = Message.objects.create(
        submission=submission, kind="answer", by=olena, language="uk", subject="Лист", text="Так!"
    )
    Message.objects.create(submission=submission, kind="addition", language="ru", text="Спасибо")
    Message.objects.create(
        submission=submission,
        kind="correction",
        language="uk",
        subject="message, phone",
        text="Before",
    )
    mail(submission, STATUS.failed, answer)

    response = client.get(address(submission))
    html = response.content.decode()

    assert [said.message.kind for said in response.context["said"]] == [
        "answer",
        "addition",
        "correction",
    ]
    assert '<p class="submission-text" lang="uk" dir="auto">Так!</p>' in html
    assert '<p class="submission-text" lang="ru" dir="auto">Спасибо</p>' in html
    assert "Changed: message, phone. The message before:" in html
    assert "Email: not delivered" in html


@pytest.mark.parametrize(
    ("status", "host", "words"),
    [
        (STATUS.sent, "mail.example.org", "sent"),
        (STATUS.failed, "mail.example.org", "not delivered"),
        (STATUS.queued, "mail.example.org", "waits to be sent"),
        (STATUS.requeued, "mail.example.org", "not accepted yet; it is tried again"),
        (STATUS.queued, "", "waits: no mail server is set up"),
    ],
)
def test_it_says_how_far_each_mail_came(client, olena, settings, status, host, words):
    settings.EMAIL_HOST = host
    submission = make_submission()
    mail(submission, status)

    (line,) = client.get(address(submission)).context["mails"]

    assert (line.purpose, line.words) == ("receipt", words)


def test_what_is_held_shows_why_and_can_only_be_released_or_sorted_out(client, olena):
    submission = make_submission(state=State.HELD, held_because=["honeypot", "many"])

    response = client.get(address(submission))

    assert "filled in the field that people leave empty" in response.content.decode()
    assert response.context["actions"] == {"note", "release", "spam"}


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.HELD])
def test_what_no_guardian_has_confirmed_is_open_to_nobody(client, olena, admin_client, state):
    submission = make_submission(age_band="young", guardian_email="a@example.org", state=state)

    for browser in (client, admin_client):
        assert browser.get(address(submission)).status_code == 404
        for action in ("note", "answer", "assign", "close"):
            sent = {"action": action, "version": "1", "text": "x", "subject": "x"}
            assert browser.post(address(submission), sent).status_code == 404
    assert audited() == []
    assert not Message.objects.exists()


@pytest.mark.parametrize("key", ["0", "99999999", "x", "-1", "1/x", "٣"])
def test_what_is_not_there_is_not_found(client, olena, key):
    make_submission()

    assert client.get(f"{INBOX}{key}/change/").status_code == 404


def test_each_look_is_written_down(client, olena):
    submission = make_submission()

    client.get(address(submission))
    client.get(address(submission))

    assert audited() == [("olena", "read", [submission.reference], "")] * 2


def test_it_costs_the_same_for_one_message_and_for_many(client, olena):
    submission = make_submission(assigned_to=olena, city=make_city(name="Northtown").entry)
    make_letter()
    Message.objects.create(submission=submission, kind="note", by=olena, language="en", text="1")
    mail(submission)
    with CaptureQueriesContext(connection) as one:
        client.get(address(submission))

    for name in ("a", "b", "c"):
        by = coordinator(name)
        said = Message.objects.create(
            submission=submission, kind="note", by=by, language="en", text="x"
        )
        mail(submission, message=said)
        make_letter(title=name)
    with CaptureQueriesContext(connection) as many:
        client.get(address(submission))

    assert len(many) == len(one) <= 20


# --- Answering --------------------------------------------------------------------------------


def test_an_answer_is_sent_from_an_empty_form(client, olena):
    submission = make_submission(language="uk")

    response = press(client, submission, "answer", subject="Тема", text="Перший\r\nДругий")

    assert response.headers["Location"] == address(submission)
    message = Message.objects.get()
    assert (message.language, message.subject, message.text) == ("uk", "Тема", "Перший\nДругий")
    assert said_in(Email.objects.get()) == "Перший\nДругий"
    submission.refresh_from_db()
    assert submission.state == State.ANSWERED


def test_a_letter_is_filled_in_in_the_language_of_the_sender(client, olena):
    submission = make_submission(name="Лариса", language="uk")
    letter = make_letter(
        title="Thanks",
        subject="Your {number}",
        body="Dear {name}",
        translations={"uk": {"title": "Дякуємо", "subject": "Лист {number}", "body": "{name}!"}},
    )

    page = client.get(address(submission), {"letter": letter.pk})
    html = page.content.decode()
    client.post(address(submission), typed_in(page, "answer"))

    assert f'value="Лист {submission.reference}"' in html
    assert 'lang="uk"' in html
    assert "This letter is not public" not in html
    mail = Email.objects.get()
    assert (mail.subject, said_in(mail)) == (f"Лист {submission.reference}", "Лариса!")


def test_a_letter_that_is_missing_in_that_language_says_in_which_it_is(client, olena):
    submission = make_submission(language="uk")
    letter = make_letter(title="Thanks")

    page = client.get(address(submission), {"letter": letter.pk})
    client.post(address(submission), typed_in(page, "answer"))

    html = page.content.decode()
    assert "This letter is not public in Українська; it is filled in in English." in html
    assert "Thanks (English)</option>" in html
    assert Message.objects.get().language == "en"
    assert Email.objects.get().headers["Content-Language"] == "en"


def test_letters_for_the_kind_come_first_and_receipts_never(client, olena):
    submission = make_submission(kind="hosting")
    make_letter(title="Others", kind="idea")
    make_letter(title="All")
    make_letter(title="Own", kind="hosting")
    make_letter("receipt", title="Receipt")
    make_letter(title="Draft", public=False)

    groups = client.get(address(submission)).context["letters"]

    titles = [[str(title) for _letter, title, _language in found] for _heading, found in groups]
    assert titles == [["Own"], ["All"], ["Others"]]


@pytest.mark.parametrize("key", ["x", "0", "receipt", "draft"])
def test_a_letter_that_is_no_answer_is_not_filled_in(client, olena, key):
    submission = make_submission()
    rows = {"receipt": make_letter("receipt"), "draft": make_letter(public=False)}

    page = client.get(address(submission), {"letter": rows[key].pk if key in rows else key})

    assert page.context["letter"] is None
    assert page.context["forms"]["answer"]["text"].value() == ""


def test_who_left_only_a_phone_is_called(client, olena):
    submission = make_submission(email="", phone="555-0100")

    page = client.get(address(submission))
    client.post(address(submission), typed_in(page, "call-ask", text="Left a message."))

    assert "answer" not in page.context["actions"]
    submission.refresh_from_db()
    assert (submission.state, Email.objects.count()) == (State.WAITING, 0)


def test_what_is_missing_is_said_and_what_was_typed_stays(client, olena):
    submission = make_submission()

    response = press(client, submission, "answer", subject="", text="A long answer")
    html = response.content.decode()

    assert response.status_code == 422
    assert "<title>Error:" in html
    assert '<a href="#answer-subject">Subject: Write a subject.</a>' in html
    assert ">\nA long answer</textarea>" in html
    assert not Message.objects.exists()


def test_who_comes_second_is_told_and_what_was_typed_stays(client, olena):
    submission = make_submission()
    mine = client.get(address(submission))
    press(client, submission, "note", text="A colleague was quicker.")

    response = client.post(
        address(submission), typed_in(mine, "answer", subject="Mine", text="My long answer")
    )
    html = response.content.decode()

    assert response.status_code == 409
    assert "Somebody changed this in the meantime" in html
    assert "A colleague was quicker." in html
    assert ">\nMy long answer</textarea>" in html
    assert not Email.objects.exists()
    # Pressed again with the news in sight, it goes out.
    client.post(address(submission), typed_in(response, "answer"))
    assert said_in(Email.objects.get()) == "My long answer"


def test_a_double_click_sends_once_and_is_no_error(client, olena):
    submission = make_submission()
    page = client.get(address(submission))
    sent = typed_in(page, "answer", subject="Subject", text="Text")

    answers = [client.post(address(submission), sent) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Email.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_mail_cannot_get_a_second_header(client, olena):
    submission = make_submission()

    press(client, submission, "answer", subject="Hello\r\nBcc: x@example.org", text="Text")

    assert Email.objects.get().subject == "Hello Bcc: x@example.org"


def test_an_answer_without_a_language_is_refused_like_any_other(client, olena):
    submission = make_submission()

    response = client.post(address(submission), {"action": "answer", "version": 1, "text": "Yes"})

    assert response.status_code == 422
    assert not submission.messages.exists()


def test_closing_without_an_answer_asks_first(client, olena):
    submission = make_submission()

    asked = press(client, submission, "close")
    assert (asked.status_code, Submission.objects.get().state) == (422, State.NEW)
    assert "Tick the box if it needs no answer." in asked.content.decode()

    press(client, submission, "close", sure="on")
    assert Submission.objects.get().state == State.CLOSED


def test_what_was_answered_is_closed_at_once(client, olena):
    submission = make_submission(state=State.ANSWERED, answered_at=timezone.now())

    press(client, submission, "close")

    assert Submission.objects.get().state == State.CLOSED
