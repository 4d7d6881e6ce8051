"""People from 13 to 17: a guardian confirms before staff see more than the age group."""

import pytest
from post_office.models import Email

from editorial import publishing
from involvement.models import Submission
from tests.crawl import read, words_of
from tests.involvement.form_client import (
    choose,
    page_of,
    problems,
    send,
    signed_token,
    the_submission,
)
from tests.submissions import make_form, make_letters

pytestmark = pytest.mark.django_db

MISSING = "Write the email address of your parent or guardian."
OWN = "This is your own address. Write that of your parent or guardian."


@pytest.fixture
def letters(home):
    make_form(young_text="<p>Ask at home first.</p>")
    return make_letters()


@pytest.mark.usefixtures("letters")
def test_the_form_says_what_happens_before_it_asks(client):
    page = page_of(choose(client, age_band="young"))

    assert page.words("write__young") == ["Ask at home first."]
    guardian = page.first("input", name="guardian_email")
    assert (guardian.get("type"), guardian.get("autocomplete")) == ("email", "off")
    assert guardian.get("required") is not None
    help_text = words_of(page.first("p", id=guardian.get("aria-describedby")))
    assert "Until they say yes, we see only your age group." in help_text


@pytest.mark.usefixtures("letters")
def test_adults_are_not_asked_for_a_guardian(client):
    page = page_of(choose(client))

    assert page.first("input", name="guardian_email") is None
    assert page.words("write__young") == []


@pytest.mark.usefixtures("letters")
def test_what_a_young_person_sends_waits_for_the_guardian(client):
    response = send(client, "question", "young")

    stored = the_submission()
    assert response.status_code == 303
    assert (stored.age_band, stored.state) == ("young", "unconfirmed")
    assert stored.guardian_email == "mother@example.org"
    mails = {mail.about.purpose: mail.to for mail in Email.objects.all()}
    assert mails == {
        "guardian": ["mother@example.org"],
        "young_receipt": ["larysa@example.org"],
    }


@pytest.mark.usefixtures("letters")
def test_a_young_person_without_email_has_the_guardian_asked_all_the_same(client):
    send(client, "question", "young", email="", phone="555-0100")

    assert [mail.to for mail in Email.objects.all()] == [["mother@example.org"]]


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("guardian", "sentence"),
    [
        ("", MISSING),
        ("mother", "The address needs an @ sign, like name@example.org."),
        ("larysa@example.org", OWN),
        ("Larysa@Example.ORG", OWN),
    ],
)
def test_the_guardian_is_somebody_else_who_can_be_reached(client, guardian, sentence):
    page = page_of(send(client, "question", "young", guardian_email=guardian))

    assert page.status == 422
    assert problems(page) == [(sentence, "#id_guardian_email")]
    assert Submission.objects.count() == 0


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("own", "guardian"),
    [
        ("young.writer@example.org", "Young.Writer+mom@example.org"),
        ("young+me@example.org", "young+mom@example.org"),
        ("young.writer@gmail.com", "youngwriter@googlemail.com"),
        ("young@bücher.example", "young@xn--bcher-kva.example"),
        ("young-writer@yandex.ru", "young.writer@ya.ru"),
        ("young@icloud.com", "young@me.com"),
        ("young@yahoo.com", "young-mom@yahoo.com"),
        ("young.writer@proton.me", "youngwriter@pm.me"),
    ],
)
def test_the_own_mailbox_in_another_spelling_is_asked_about(client, own, guardian):
    given = {"email": own, "guardian_email": guardian}

    page = page_of(send(client, "question", "young", **given))

    assert page.status == 422
    assert "your own mailbox in another spelling" in problems(page)[0][0]
    assert page.first("input", name="guardian_reads_it") is not None
    assert send(client, "question", "young", **given, guardian_reads_it="on").status_code == 303


@pytest.mark.usefixtures("letters")
def test_a_class_behind_one_network_is_not_held_for_its_number(client):
    for number in range(40):
        people = {"email": f"pupil{number}@example.org", "guardian_email": f"m{number}@example.org"}
        send(client, "question", "young", **people, message=f"{number}")

    assert set(Submission.objects.values_list("state", flat=True)) == {"unconfirmed"}


@pytest.mark.usefixtures("letters")
def test_an_adults_form_stores_no_guardian(client):
    send(client, guardian_email="mother@example.org")

    assert the_submission().guardian_email == ""


@pytest.mark.usefixtures("letters")
def test_the_receipt_says_that_the_guardian_is_asked_and_promises_no_day(client):
    page = read(client, send(client, "question", "young")["Location"])

    text = words_of(page.first("main"))
    assert "We ask your parent or guardian by email." in text
    assert "When they have said yes, we answer within 14 days." in text
    assert "We answer by" not in text


@pytest.mark.usefixtures("letters")
def test_a_held_form_of_a_young_person_sends_nothing_yet(client):
    send(client, "question", "young", website="x")

    assert the_submission().state == "held"
    assert Email.objects.count() == 0


# --- Without a letter to guardians ------------------------------------------------------------


def withdraw(letter):
    publishing.withdraw(letter.entry, ["en"])


def test_without_a_letter_to_guardians_young_people_are_sent_to_the_office(client, letters):
    withdraw(letters["guardian"])

    page = page_of(choose(client, age_band="young"))

    assert page.status == 200
    assert [words_of(h1) for h1 in page.all("h1")] == ["Please write to the office"]
    assert "a parent or guardian has to agree" in words_of(page.first("main"))
    assert choose(client).status_code == 200


def test_a_form_that_was_open_when_the_letter_went_gives_the_words_back(client, letters):
    token = signed_token("question", "young")
    withdraw(letters["guardian"])

    page = page_of(send(client, "question", "young", token=token))

    assert page.status == 403
    assert page.words("as-typed") == ["May I help?"]
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(("age_band", "shown"), [("adult", True), ("young", False)])
def test_pictures_are_promised_to_no_young_person_above_their_form(client, home, age_band, shown):
    make_letters()
    make_form(choices=[{"kind": "memory", "label": "A memory", "help": "Add pictures later."}])

    page = page_of(choose(client, "memory", age_band))

    assert ("Add pictures later." in page.html) == shown
