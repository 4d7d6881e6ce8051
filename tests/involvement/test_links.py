"""Secret links: random, hashed, ending; what breaks them and what does not."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.utils import timezone
from post_office.models import Email

from involvement import links
from involvement.models import RateLimitHit, SecretLink, Submission
from involvement.submissions import staff
from tests.crawl import words_of
from tests.involvement.admin.inbox.inbox_client import address as desk_page
from tests.involvement.admin.inbox.inbox_client import press
from tests.involvement.form_client import page_of, send, the_submission
from tests.submissions import YOUNG, make_form, make_letter, make_letters, make_submission

pytestmark = pytest.mark.django_db

ASK = "/en/take-part/new-link/"


def mine(token):
    return f"/en/take-part/mine/{token}/"


def secret_in(mail):
    return mail.message.split("/take-part/")[1].split("/")[1]


def signed(submission):
    return Signer(salt="involvement.submissions.sender").sign(submission.uid.hex)


def test_of_a_link_only_the_hash_of_its_secret_is_stored():
    submission = make_submission()
    token = links.sender_token(submission)

    (row,) = SecretLink.objects.values_list(flat=False)
    assert token not in map(str, row)
    assert links.of_sender(token) == submission
    assert links.of_guardian(token) is None


def test_each_mail_brings_a_link_of_its_own_and_all_of_them_work(client, home):
    make_form()
    make_letters()
    receipt = send(client)["Location"]

    tokens = {secret_in(Email.objects.get()), receipt.split("/")[-2]}

    assert len(tokens) == 2
    assert {links.of_sender(token) for token in tokens} == {the_submission()}


def test_a_new_key_of_the_site_breaks_no_link(settings):
    submission = make_submission()
    token = links.sender_token(submission)
    settings.SECRET_KEY = "another key that this site never had before, long enough"

    assert links.of_sender(token) == submission


def test_signed_links_of_former_days_work_also_after_the_key_was_changed(settings):
    submission = make_submission()
    token = signed(submission)
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key, long enough to be one of ours"
    assert links.of_sender(token) is None

    settings.SECRET_KEY_FALLBACKS = [former]

    assert links.of_sender(token) == submission


def test_a_link_ends_after_its_time_and_is_forgotten(client):
    submission = make_submission()
    token = links.sender_token(submission)
    SecretLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    page = page_of(client.get(mine(token)))

    assert page.status == 404
    assert ASK in page.html
    assert links.forget_ended(timezone.now()) == 1


# --- From the desk ----------------------------------------------------------------------------


def test_the_office_sends_a_new_link_and_the_former_ones_end(client, olena):
    submission = make_submission(email="larysa@example.org")
    former = [links.sender_token(submission), signed(submission)]

    press(client, submission, "link")

    mail = Email.objects.get()
    assert (mail.to, links.of_sender(secret_in(mail))) == (["larysa@example.org"], submission)
    assert [links.of_sender(token) for token in former] == [None, None]


def test_without_an_address_the_office_hands_the_link_on(client, olena):
    submission = make_submission(email="", phone="555-0100")

    html = press(client, submission, "show-link").content.decode()

    token = html.split("/take-part/mine/")[1].split("/")[0]
    assert links.of_sender(token) == submission
    assert token not in client.get(desk_page(submission)).content.decode()
    assert "link" not in staff.possible(submission)


def test_the_link_of_an_answer_gets_its_secret_when_it_is_sent(client, olena):
    submission = make_submission()
    letter = make_letter(body="See {link}")
    page = client.get(desk_page(submission), {"letter": letter.pk})
    assert SecretLink.objects.count() == 0
    assert "See {link}" in page.content.decode()

    press(client, submission, "answer", subject="Hello", text="See {link}")

    assert links.of_sender(secret_in(Email.objects.get())) == submission
    assert submission.messages.get().text == f"See http://testserver{ASK}"


# --- For the sender ---------------------------------------------------------------------------


def ask(client, number, reached_at):
    return client.post(ASK, {"number": number, "reached_at": reached_at})


@pytest.mark.parametrize("reached_at", ["Larysa@Example.org\u200b", "(801) 555 0100"])
def test_who_has_lost_the_link_gets_a_new_one_to_the_address_that_we_have(client, reached_at):
    submission = make_submission(email="larysa@example.org", phone="+1 801-555-0100", language="ja")

    ask(client, submission.reference.lower(), reached_at)

    mail = Email.objects.get()
    assert (mail.to, links.of_sender(secret_in(mail))) == (["larysa@example.org"], submission)
    assert "/ja/take-part/mine/" in mail.message


def test_a_guardian_gets_the_guardians_link(client):
    submission = make_submission(**YOUNG, state="unconfirmed", email="young@example.org")

    ask(client, submission.reference, "parent@example.org")

    mail = Email.objects.get()
    assert (mail.to, links.of_guardian(secret_in(mail))) == (["parent@example.org"], submission)


def test_the_answer_is_the_same_whether_anything_fits(client, home):
    submission = make_submission(email="larysa@example.org")
    asked = [
        (submission.reference, "larysa@example.org"),
        (submission.reference, "somebody@example.org"),
        ("0000-0000", "larysa@example.org"),
    ]

    answers = {(ask(client, *what).status_code, ask(client, *what)["Location"]) for what in asked}

    assert answers == {(303, f"{ASK}?done=1")}
    assert "is on its way" in words_of(page_of(client.get(f"{ASK}?done=1")).first("main"))
    assert {mail.to[0] for mail in Email.objects.all()} == {"larysa@example.org"}


def test_nothing_is_sent_about_what_is_held_and_little_to_one_person(client):
    held = make_submission(state="held", email="victim@example.org")
    submission = make_submission(email="larysa@example.org")

    ask(client, held.reference, "victim@example.org")
    for _time in range(5):
        ask(client, submission.reference, "larysa@example.org")

    assert [mail.to for mail in Email.objects.all()] == [["larysa@example.org"]] * 3


def test_who_asks_very_often_is_put_off(client, home):
    make_submission()
    ask(client, "0000-0000", "larysa@example.org")
    (hit,) = RateLimitHit.objects.all()
    RateLimitHit.objects.bulk_create(RateLimitHit(sender=hit.sender, at=hit.at) for _ in range(19))

    response = ask(client, "0000-0000", "larysa@example.org")

    assert (response.status_code, response["Retry-After"]) == (429, "3600")


@pytest.mark.parametrize(
    ("number", "reached_at", "status"),
    [("", "", 422), ("none", "larysa@example.org", 422), ("4K7M-92QX", "", 422)],
)
def test_what_cannot_be_read_is_said(client, home, number, reached_at, status):
    assert ask(client, number, reached_at).status_code == status
    assert Submission.objects.count() == 0
