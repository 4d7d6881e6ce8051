"""What people type into the form: what is wrong is told plainly, what is right is kept."""

import pytest

from involvement.models import Submission
from tests.builders import make_city
from tests.crawl import words_of
from tests.html_forms import filled, form_of
from tests.involvement.form_client import page_of, problems, send, the_submission
from tests.submissions import make_form, make_letters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def form(home):
    make_letters()
    return make_form()


def control(page, name):
    return next(field for field in page.document.iter() if field.get("name") == name)


def described(page, name):
    """Return what a screen reader adds to a field: help and errors."""
    texts = {element.get("id"): words_of(element) for element in page.document.iter()}
    return [texts[key] for key in control(page, name).get("aria-describedby", "").split()]


# --- What is wrong ----------------------------------------------------------------------------

NO_AT = "The address needs an @ sign, like name@example.org."
NO_END = "Add the part after the @ sign, like name@example.org."
NO_START = "Add the part before the @ sign, like name@example.org."
SPACES = "The address must have no spaces, like name@example.org."
CHECK = "Check the address. It should look like name@example.org."
PHONE = "Write 6 to 15 digits, like 555-0100 or +44 20 7946 0018; + ( ) - . / are allowed."
UNREACHABLE = (
    "We cannot write to an address with “%s” before the @ sign. Give us another address, or a "
    "phone number."
)
LIST = "Choose one from the list."


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "  ", "Write your name."),
        ("name", "x" * 201, "Write at most 200 characters; there are 201 now."),
        ("message", "", "Write a few words about it."),
        ("message", "x" * 5001, "Write at most 5000 characters; there are 5001 now."),
        ("email", "larysa", NO_AT),
        ("email", "larysa@", NO_END),
        ("email", "@example.org", NO_START),
        ("email", "larysa w@example.org", SPACES),
        ("email", "larysa@example", CHECK),
        ("email", '"a,b"@example.org', CHECK),
        ("email", "a@b.example\nBcc: all@example.org", SPACES),
        ("email", "larysa@localhost", CHECK),
        ("email", "larysa@[127.0.0.1]", CHECK),
        ("email", f"{'x' * 65}@example.org", CHECK),
        ("email", ".pat@example.org", CHECK),
        ("email", "олена@пример.укр", UNREACHABLE % "олена"),
        ("email", "松本@example.jp", UNREACHABLE % "松本"),
        ("email", "pelé@example.com", UNREACHABLE % "é"),
        ("name", "\u200b\u2060\ufe0f", "Write your name."),
        ("name", "\u3164\u2800", "Write your name."),
        ("name", " \u0301", "Write your name."),
        ("phone", "12345", PHONE),
        ("phone", "555-0100 or 555-0101", PHONE),
        ("phone", "larysa555010@example.org", PHONE),
        ("phone", "1234567890123456", PHONE),
        ("phone", "call me", PHONE),
        ("phone", "555-0100\n555-0101", PHONE),
        ("city", "nowhere", LIST),
        ("goal", "nowhere", LIST),
        ("language", "xx", LIST),
    ],
)
def test_what_is_wrong_is_told_above_and_beside_the_field(client, field, value, sentence):
    page = page_of(send(client, **{field: value}))

    assert page.status == 422
    assert words_of(page.first("title")).startswith("Error: About question")
    assert problems(page) == [(sentence, f"#id_{field}")]
    assert page.words("errorlist") == [sentence]
    assert sentence in described(page, field)
    assert control(page, field).get("aria-invalid") == "true"
    assert Submission.objects.count() == 0


def test_what_was_typed_stays_when_something_is_wrong(client):
    make_city(slug="north")
    typed = {
        "name": "O'Neill <b>",
        "email": "nobody",
        "phone": "555-0100",
        "message": "One\nTwo",
        "city": "north",
        "language": "uk",
        "about_when": "In July",
    }

    response = send(client, "hosting", **typed)

    kept = filled(form_of(response, "token"))
    assert {name: kept[name] for name in typed} == typed
    assert "&lt;b&gt;" in response.content.decode()


def test_the_summary_lists_problems_in_the_order_of_the_page(client):
    page = page_of(
        send(client, "friendship_city", name="", email="x", message="", about_support="")
    )

    assert [anchor for _sentence, anchor in problems(page)] == [
        "#id_name",
        "#id_email",
        "#id_message",
        "#id_about_support",
    ]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"email": "a@example.org", "phone": ""}, 303),
        ({"email": "", "phone": "555-0100"}, 303),
        ({"email": "", "phone": ""}, 422),
    ],
)
def test_one_way_to_answer_is_needed(client, given, status):
    response = send(client, **given)

    assert response.status_code == status


def test_without_a_way_to_answer_the_error_stands_at_the_first_of_them(client):
    page = page_of(send(client, email="", phone=""))

    assert problems(page) == [("Write an email address or a phone number.", "#id_email")]


def test_a_wrong_number_is_not_taken_for_a_missing_one(client):
    page = page_of(send(client, email="", phone="12"))

    assert problems(page) == [(PHONE, "#id_phone")]


# --- What is right ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "X",
        "Ø",
        "李",
        "Нечуй-Левицький",
        "María José de la Cruz y Vega",
        "محمد",
        "x" * 200,
        "𠮷野家",
    ],
)
def test_a_name_of_any_script_and_length_is_a_name(client, name):
    send(client, name=name)

    assert the_submission().name == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("555-0100", "555-0100"),
        ("+380 (44) 123 45 67", "+380 (44) 123 45 67"),
        ("0263-34-3000 ext. 12", "0263-34-3000 ext. 12"),
        ("(801) 555.0100 x7", "(801) 555.0100 x7"),
        ("+39/011/1234567", "+39/011/1234567"),
        ("０２６３ー３４ー３０００", "0263-34-3000"),
        ("801–555–0100", "801-555-0100"),
        ("+123456789012345", "+123456789012345"),
        ("123456", "123456"),
        ("(+39) 011 1234567", "(+39) 011 1234567"),
        ("٠٢٦٣-٣٤-٣٠٠٠", "0263-34-3000"),
        ("۰۲۶۳۳۴۳۰۰۰", "0263343000"),
        ("0263・34・3000", "0263.34.3000"),
        ("801·535·7200", "801.535.7200"),
        ("\u202a+18015357200\u202c", "+18015357200"),
        ("\u202d801\u00a0535\u2060-\u200b7200\ufe0e\ufeff", "801 535-7200"),
        ("tel:+18015357200", "+18015357200"),
        ("801 555 0100 доб. № 5", "801 555 0100 доб. 5"),
        ("801\t535\t7200", "801 535 7200"),
        ("+1-801-555-0100;ext=5", "+1-801-555-0100;ext=5"),
    ],
)
def test_a_phone_number_of_any_country_is_taken(client, typed, kept):
    send(client, phone=typed)

    assert the_submission().phone == kept


@pytest.mark.parametrize(
    "extension",
    [
        *("ext-12", "ext. no. 5"),
        *("x7", "#12", "ext. 12", "extension 12", "(ext. 5)", ", ext 5"),
        *("доб. 5", "доб.5", "внутр. 12", "вн. 5", "дод. 7", "внутрішній 5"),
        *("int. 5", "interno 5", "anexo 12", "extensión 12", "內線3", "内線 123", "分機12"),
    ],
)
def test_an_extension_is_written_in_any_language_of_the_site(client, extension):
    number = f"801 555 0100 {extension}"

    send(client, phone=number)

    assert the_submission().phone == number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("zero.width@example.org\u200b", "zero.width@example.org"),
        ("\u202alarysa@exam\u00adple.org\u202c", "larysa@example.org"),
        ("larysa@example。org", "larysa@example.org"),
        ("pat..doe@docomo.example", "pat..doe@docomo.example"),
        ("pat.@docomo.example", "pat.@docomo.example"),
        (" larysa@example.org ", "larysa@example.org"),
        ("larysa@example.org.", "larysa@example.org"),
        ("<larysa@example.org>", "larysa@example.org"),
        ("Larysa Writer <larysa@example.org>, ", "larysa@example.org"),
        ("mailto:larysa@example.org", "larysa@example.org"),
        ("ｌａｒｙｓａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "larysa@example.org"),
        ("a+b@xn--e1afmkfd.example", "a+b@xn--e1afmkfd.example"),
        ("o'neill@example.org", "o'neill@example.org"),
    ],
)
def test_an_address_is_taken_as_people_type_it(client, typed, kept):
    send(client, email=typed)

    assert the_submission().email == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("La\u00adry\u200bsa", "Larysa"),
        ("\u2068Larysa\u2069 \u202eevil\u202c", "Larysa evil"),
        ("葛\U000e0100城", "葛城"),
        ("می\u200cخواهم\u200c", "می\u200cخواهم"),
        ("ශ\u0dca\u200dරී", "ශ\u0dca\u200dරී"),
        ("La\u200drysa", "Larysa"),
    ],
)
def test_what_nobody_sees_is_not_kept_in_a_name_but_joiners_that_words_need(client, typed, kept):
    send(client, name=typed)

    assert the_submission().name == kept


def test_text_is_kept_as_it_was_typed_but_for_line_ends_and_spaces_around_it(client):
    send(client, name="  Zoe\u0308 ", message="\r\nOne\r\n\r\n  Two \u202eback\r\n")

    stored = the_submission()
    assert (stored.name, stored.message) == ("Zoë", "One\n\n  Two \u202eback")


def test_five_thousand_characters_are_taken_with_their_line_ends(client):
    message = "y\r\n" * 2499 + "yz"

    assert send(client, message=message).status_code == 303


def test_details_are_kept_by_their_keys_and_empty_ones_are_left_out(client):
    send(client, "hosting", about_when=" July ", about_guests="", about_nonsense="x")

    assert the_submission().details == {"when": "July"}


def test_consent_to_publish_is_kept_only_where_it_is_asked_for(client):
    send(client, "idea", may_publish="on", message="One")
    send(client, "question", may_publish="on", message="Two")

    consent = Submission.objects.order_by("pk").values_list("kind", "may_publish")
    assert list(consent) == [("idea", True), ("question", False)]


def test_a_friendship_city_needs_what_the_policy_asks(client):
    page = page_of(
        send(client, "friendship_city", about_city="", about_country="", about_benefit=" ")
    )

    assert [sentence for sentence, _anchor in problems(page)] == [
        "Write which city it is.",
        "Write in which country the city lies.",
        "Write what both cities would gain.",
    ]
