"""Whole ways of people whom forms forget: a class, a grandmother, a parent, a full phone."""

import re

import pytest

from involvement.models import Mail, Submission, SubmissionFile
from tests.browser.taking_part.test_sent_pictures import add, answer, choose
from tests.browser.test_taking_part import fill, number_on, send, start
from tests.involvement.admin.inbox.inbox_client import address
from tests.involvement.sent_pictures import make_memory, photo
from tests.involvement.views.status_page_client import token_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

CLASS, AT_ONCE = 40, 10
COLORS = ("navy", "maroon", "olive", "teal", "gray")


@pytest.fixture
def phone(browser):
    """Open a page on a phone without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_class_of_forty_writes_from_one_school_and_nobody_is_held(site, browser):
    for first in range(0, CLASS, AT_ONCE):
        context = browser.new_context(java_script_enabled=False)
        # How it looks is proved elsewhere; forty times sixty style sheets take minutes.
        context.route("**/static/**", lambda route: route.abort())
        pages = [context.new_page() for _pupil in range(AT_ONCE)]
        for page in pages:
            start(page, site, "idea", "young")
        # By now each has had the form for as long as somebody needs to write a sentence.
        pages[-1].wait_for_timeout(3000)
        for number, page in enumerate(pages, first):
            fill(
                page,
                email=f"pupil{number}@example.org",
                guardian_email=f"parent{number}@example.net",
                message=f"Let us plant tree number {number}.",
            )
            send(page)
            assert number_on(page)
        context.close()

    states = set(Submission.objects.values_list("state", flat=True))
    assert (Submission.objects.count(), states) == (CLASS, {"unconfirmed"})
    asked = Mail.objects.filter(purpose="guardian").values_list("email__to", flat=True)
    assert len({tuple(to) for to in asked}) == CLASS


def test_a_grandmother_without_mail_is_called_and_gets_her_page_by_the_office(site, admin, phone):
    start(phone, site, "memory")
    phone.wait_for_timeout(3000)
    fill(phone, email="", phone="801 555 0100", message="We rang the bell.")
    send(phone)
    number = number_on(phone)
    memory = Submission.objects.get()
    assert not Mail.objects.exists()

    # At the desk she is found by the number that she reads out; the answer is a call.
    admin.goto(f"{site.url}/admin/involvement/submission/")
    admin.click(f"text={number}")
    admin.fill("#call-text", "She will bring the photograph on Monday.")
    admin.click("button[value=call]")
    admin.goto(f"{site.url}{address(memory)}")
    admin.click("button[value=show-link]")
    link = admin.locator(".submission-notice code").inner_text()

    phone.goto(link)
    phone.wait_for_selector("text=She will bring the photograph on Monday.")
    phone.wait_for_selector("text=We rang the bell.")


def test_a_parent_opens_the_link_in_another_language_and_says_yes(site, phone):
    start(phone, site, "idea", "young")
    phone.wait_for_timeout(3000)
    fill(phone, guardian_email="parent@example.net", message="Let us plant a tree.")
    send(phone)
    mail = Mail.objects.get(purpose="guardian").email.message
    (link,) = re.findall(r"Українська: (\S+)", mail)

    phone.goto(link)
    assert phone.get_attribute("html", "lang") == "uk"
    words = phone.locator("text=Let us plant a tree.")
    assert words.first.evaluate("element => element.closest('[lang]').lang") == "en"
    phone.click("button[value=confirm]")
    phone.wait_for_load_state()

    assert phone.get_attribute("html", "lang") == "uk"
    assert Submission.objects.get().state == "new"


def test_five_photographs_come_from_a_phone_without_javascript(site, phone):
    memory = make_memory()
    phone.goto(f"{site.url}/ja/take-part/mine/{token_of(memory)}/pictures/")
    for color in COLORS:
        choose(phone, photo(color))
        answer(phone, caption=f"A {color} bell")
        add(phone)
        phone.wait_for_selector("[role=status]")

    assert phone.locator(".sent-file__picture").count() == len(COLORS)
    assert SubmissionFile.objects.filter(submission=memory).count() == len(COLORS)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
