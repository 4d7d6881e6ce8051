"""What a receipt repeats: everything that was answered, and nobody's address."""

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override
from post_office.models import Email

from involvement.intake import answers
from involvement.mail import letters
from involvement.models import Submission
from tests.builders import make_city
from tests.involvement.form_client import send
from tests.submissions import make_form, make_letter, make_letters, make_submission

pytestmark = pytest.mark.django_db

HOSTING = {"about_when": "In June", "about_guests": "4", "about_home_languages": "English, Thai"}


@pytest.fixture(autouse=True)
def form(home):
    return make_form()


@pytest.fixture
def mailed():
    make_letters()


def told_in(mail):
    """Return what stands in a mail from the message on."""
    return mail.message.split("What you wrote:\n")[1]


def mail_to(address):
    return Email.objects.get(to=[address])


def test_the_receipt_repeats_what_was_answered_beside_the_message(client, mailed):
    make_city(slug="northtown", name="Northtown")

    send(client, "hosting", message="We have room.", city="northtown", **HOSTING)

    assert told_in(Email.objects.get()) == (
        "> We have room.\n"
        "\n"
        "What else you answered:\n"
        "> City: Northtown\n"
        "> When you could host: In June\n"
        "> How many guests: 4\n"
        "> Languages spoken at home: English, Thai"
    )


def test_where_nothing_else_was_answered_nothing_else_is_repeated(client, mailed):
    send(client, message="May I help?")

    assert told_in(Email.objects.get()) == "> May I help?"


def test_long_answers_are_quoted_line_by_line_as_their_senders_words(client, mailed):
    send(client, "friendship_city", about_benefit="Songs\nFriends")

    assert "> What both cities would gain: Songs\n> Friends" in Email.objects.get().message


def test_what_was_agreed_to_and_another_language_are_repeated(client, mailed):
    send(client, "idea", may_publish="on", language="uk")

    mail = Email.objects.get()
    assert "> May be shown publicly: yes, without your name" in mail.message
    assert "> Language of our answer: Українська" in mail.message


def test_the_answers_are_named_in_the_language_of_the_mail():
    words = {"title": "Квитанція", "subject": "Номер {number}", "body": "Дякуємо."}
    letter = make_letter("receipt", translations={"uk": words})
    teacher = make_submission(
        kind="exchange", language="uk", written_in="uk", details={"role": "teacher"}
    )
    with override("uk"):
        label, answer = _("Who would take part"), _("A teacher")

    said = letters.filled_in("http://x", letter, teacher, answers=answers.repeated)

    assert said.body.endswith(f"\n> {label}: {answer}")
    assert answer != "A teacher"


def test_neither_name_nor_phone_nor_a_guardians_address_is_repeated(client, mailed):
    form = {"name": "Zoryana", "phone": "801 555 0100", "about_when": "May"}

    send(client, "hosting", "young", guardian_email="mother@example.org", **form)

    receipt, question = mail_to("larysa@example.org"), mail_to("mother@example.org")
    assert "> When you could host: May" in receipt.message
    for kept_out in ("Zoryana", "555 0100", "mother@example.org"):
        assert kept_out not in receipt.message
    assert "May" not in question.message


@pytest.mark.parametrize(
    ("kind", "key", "label", "beside"),
    [
        ("friendship_city", "contacts", "Contacts there", "> What both cities would gain: "),
        ("friendship_city", "support", "Who here supports it", "> What both cities would gain: "),
        ("memory", "subject", "Who or what is on it", "> The year, or about when: 1978"),
    ],
)
def test_whom_the_sender_names_is_not_repeated_to_an_address_that_may_be_wrong(
    kind, key, label, beside, client, mailed
):
    year = {"about_year": "1978"} if kind == "memory" else {}

    send(client, kind, **year, **{f"about_{key}": "Zoryana, the mayor's office, 555 0100"})

    submission = Submission.objects.get()
    assert submission.details[key] == "Zoryana, the mayor's office, 555 0100"
    mail = Email.objects.get()
    assert beside in mail.message
    for kept_out in (label, "Zoryana", "555 0100"):
        assert kept_out not in mail.message
        assert kept_out not in mail.html_message
