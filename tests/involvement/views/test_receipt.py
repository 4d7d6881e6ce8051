"""The receipt: the number, what happens next and by when, and the way to one's own page."""

import re

import pytest
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from editorial.web import qr_code
from involvement import links
from involvement.models import Choice, Submission
from tests.crawl import read, words_of
from tests.involvement.form_client import send, signed_token, the_submission
from tests.submissions import make_form, make_letters, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def form(home):
    make_letters()
    return make_form()


def receipt(submission):
    return f"/en/take-part/received/{links.sender_token(submission)}/"


def test_the_receipt_shows_the_number_the_next_step_and_the_day(client, settings):
    settings.EMAIL_HOST = "mail.example.org"
    page = read(client, send(client)["Location"])

    stored = the_submission()
    text = words_of(page.first("main"))
    assert page.words("receipt__number") == [stored.reference]
    assert "An email with this number is on its way to your address." in text
    assert "Next: question." in text
    day = f"{stored.answer_by:%B} {stored.answer_by.day}, {stored.answer_by.year}"
    assert f"We answer by {day}." in text
    assert page.errors == []


def test_the_receipt_leads_to_ones_own_page(client):
    page = read(client, send(client)["Location"])

    (link,) = [link for link in page.all("a") if link.get("class") == "receipt__link"]
    assert link.get("href") == page.path.replace("received", "mine")
    assert the_submission().message in read(client, link.get("href")).html


@pytest.mark.parametrize("values", [{"email": "", "phone": "555-0100"}, {"website": "x"}])
def test_without_a_mail_the_number_is_to_be_written_down(client, settings, values):
    settings.EMAIL_HOST = "mail.example.org"
    text = words_of(read(client, send(client, **values)["Location"]).first("main"))

    assert "Please write the number down, or print this page." in text
    assert "on its way" not in text


def test_without_a_mail_server_no_mail_is_promised(client, settings):
    settings.EMAIL_HOST = ""

    text = words_of(read(client, send(client)["Location"]).first("main"))

    assert "Please write the number down, or print this page." in text
    assert "on its way" not in text


def test_the_receipt_names_nobody(client):
    sent = send(client, name="Larysa Writer", message="A private thing")

    html = read(client, sent["Location"]).html

    assert [word for word in ("Larysa", "private thing", "example.org") if word in html] == []


def test_the_receipt_can_be_read_in_every_language(client):
    submission = make_submission()

    address = receipt(submission).replace("/en/", "/uk/")

    page = read(client, address)
    assert page.words("receipt__number") == [submission.reference]
    assert page.document.get("lang") == "uk"


def test_a_forged_link_leads_nowhere(client):
    submission = make_submission()
    address = receipt(submission)
    addresses = [
        address[:-2] + ("1/" if address.endswith("0/") else "0/"),
        f"/en/take-part/received/{submission.uid.hex}/",
        f"/en/take-part/received/{links.guardian_token(submission)}/",
        "/en/take-part/received/%00:%00/",
        f"/en/take-part/received/{signed_token()}/",
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 5


def test_a_receipt_without_its_submission_leads_nowhere(client):
    submission = make_submission()
    address = receipt(submission)
    Submission.objects.all().delete()

    assert client.get(address).status_code == 404


def test_a_receipt_outlives_its_choice(client):
    submission = make_submission()
    Choice.objects.all().delete()

    page = read(client, receipt(submission))

    assert page.words("receipt__number") == [submission.reference]


def test_looking_at_the_receipt_changes_nothing(client):
    submission = make_submission()
    before = Submission.objects.values().get()

    assert client.post(receipt(submission)).status_code == 405
    client.get(receipt(submission))

    assert Submission.objects.values().get() == before


def test_the_receipt_draws_its_address_for_a_camera(client):
    page = read(client, send(client)["Location"])

    (figure,) = [one for one in page.all("figure") if one.get("class") == "receipt__code"]
    drawing, path = figure[0], figure[0][0]
    address = "http://testserver" + page.path.replace("received", "mine")
    expected = qr_code.drawing_of(address)
    assert (path.get("d"), drawing.get("viewbox") or drawing.get("viewBox")) == (
        expected.path,
        f"0 0 {expected.size} {expected.size}",
    )
    assert "The same address for the camera of a phone" in words_of(figure)
    assert address.rpartition("/mine/")[2] not in path.get("d")


def test_a_drawing_has_a_dark_square_for_each_of_its_code_and_a_quiet_margin():
    drawing = qr_code.drawing_of("https://example.org/en/take-part/mine/abc/")

    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data("https://example.org/en/take-part/mine/abc/")
    dark = {
        (x, y)
        for y, row in enumerate(code.get_matrix())
        for x, is_dark in enumerate(row)
        if is_dark
    }
    corners = {tuple(map(int, corner)) for corner in re.findall(r"M(\d+),(\d+)H", drawing.path)}
    assert corners == dark
    assert drawing.size == len(code.get_matrix())


@pytest.mark.parametrize(
    ("values", "is_offered"),
    [(["memory"], True), (["idea"], True), (["question"], False), (["memory", "young"], False)],
)
def test_pictures_are_asked_for_after_a_memory_or_an_idea_of_an_adult(client, values, is_offered):
    page = read(client, send(client, *values)["Location"])

    links = [link.get("href") for link in page.all("a") if "pictures" in (link.get("href") or "")]
    assert bool(links) == is_offered
