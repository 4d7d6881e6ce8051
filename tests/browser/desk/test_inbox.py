"""The inbox in a real browser: by keyboard, on a phone, without a fault that axe can see."""

import pytest

from involvement.models import Message, Submission
from tests.browser.axe import look
from tests.submissions import make_letter, make_submission

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

INBOX = "/admin/involvement/submission/"
WIDTHS = [390, 768, 1280]


def fill():
    """Make things of several states; return the one that has most to show."""
    for state in ("new", "waiting", "closed", "held"):
        make_submission(state=state, held_because=["honeypot"])
    make_submission(
        state="held",
        age_band="young",
        guardian_email="parent@example.org",
        held_because=["many"],
    )
    submission = make_submission(
        name="Лариса Петренко",
        language="uk",
        written_in="uk",
        phone="+380 44 123 45 67",
        kind="friendship_city",
        details={"city": "Чернігів"},
        hold_reason="A records request.",
        answer_by="2020-01-01",
    )
    for kind in Message.Kind.values:
        Message.objects.create(submission=submission, kind=kind, language="uk", text="Дякуємо")
    make_letter(title="Thanks")
    return submission


def page_of(submission):
    return f"{INBOX}{submission.pk}/change/"


def test_an_answer_is_written_by_keyboard_alone(admin, site):
    submission = fill()
    admin.goto(f"{site.url}{page_of(submission)}")

    admin.get_by_role("combobox", name="Begin with a letter").focus()
    admin.keyboard.type("Thanks")
    admin.keyboard.press("Tab")
    admin.keyboard.press("Enter")
    admin.wait_for_url("**?letter=*")
    admin.get_by_label("Answer", exact=True).focus()
    admin.keyboard.press("Control+End")
    admin.keyboard.type("And more.")
    admin.keyboard.press("Tab")
    admin.keyboard.press("Enter")
    admin.wait_for_selector(".messagelist .success")

    assert Submission.objects.get(pk=submission.pk).state == "answered"
    answer = Message.objects.filter(kind="answer").last()
    assert answer.text.startswith("About A new friendship city.")
    assert answer.text.endswith("And more.")


def test_a_mistake_is_announced_and_its_link_leads_to_the_field(admin, site):
    submission = fill()
    admin.goto(f"{site.url}{page_of(submission)}")

    admin.get_by_role("button", name="Keep the note").click()
    focused = admin.evaluate("document.activeElement.getAttribute('role')")
    admin.get_by_role("link", name="Note: Write the note.").click()

    assert focused == "alert"
    assert admin.title().startswith("Error:")
    assert admin.evaluate("document.activeElement.id") == "note-text"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_the_inbox_has_a_fault(admin, site, width):
    submission = fill()
    letter = make_letter()
    admin.set_viewport_size({"width": width, "height": 900})
    paths = [
        "/admin/",
        INBOX,
        f"{INBOX}?state=all&kind=question",
        f"{INBOX}?state=held",
        f"{INBOX}?state=withdrawn",
        page_of(submission),
        f"{page_of(submission)}?letter={letter.pk}",
        page_of(Submission.objects.filter(state="held", age_band="adult")[0]),
        "/admin/editorial/auditentry/",
    ]

    assert look(admin, site, paths) == {}
