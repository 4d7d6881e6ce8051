"""One person's data in the admin: found by POST, handed out and erased."""

import json

import pytest
from django.urls import reverse

from involvement.models import Disposition, Submission
from involvement.submissions import erasure
from tests.html_forms import buttons, filled, form_of, forms_of
from tests.involvement.admin.inbox.inbox_client import address, audited, has_button, sign_in_with
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/involvement/people/"
YOUNG = {
    "age_band": "young",
    "guardian_email": "parent@example.org",
    "email": "",
    "phone": "801 555 0142",
    "name": "Kateryna",
    "message": "Words of Kateryna",
    "state": "unconfirmed",
}


def search(client, **typed):
    """Open the page, type and press "Find"."""
    form = form_of(client.get(PEOPLE), "number")
    return client.post(PEOPLE, {**filled(form), **typed, "action": "find"})


def press(client, response, button, *submissions, **more):
    """Tick submissions on the page of a search and press a button below."""
    (form,) = [form for form in forms_of(response) if has_button(form, button)]
    ticked = {"row": [submission.pk for submission in submissions]}
    return client.post(PEOPLE, {**filled(form), **ticked, **more, "action": button})


def html_of(response):
    return response.content.decode()


def references(rows):
    return [row.submission.reference for row in rows]


# --- Finding ----------------------------------------------------------------------------------


def test_everything_of_a_person_is_shown(client, olena):
    submission = make_submission(name="Лариса", email="larysa@example.org")
    make_submission(name="Somebody Else")

    response = search(client, name="ЛАРИСА")

    html = html_of(response)
    assert references(response.context["rows"]) == [submission.reference]
    assert "larysa@example.org" in html
    assert address(submission) in html
    assert "Somebody Else" not in html


def test_what_was_sought_stands_in_no_address_and_no_log(client, olena):
    make_submission(name="Zwjqleaf", email="zwjqmail@example.org")

    response = search(client, name="Zwjqleaf", email="zwjqmail@example.org", words="zwjqwords")

    forms = [form.get("action", "") for form in forms_of(response)]
    assert {form.get("method") for form in forms_of(response)} <= {"post"}
    assert [action for action in forms if "zwjq" in action] == []
    assert 'href="' in html_of(response)
    assert [line for line in html_of(response).split('href="')[1:] if "zwjq" in line[:200]] == []
    assert "zwjq" not in str(audited())
    assert "no-store" in response["Cache-Control"]


def test_a_search_stands_in_the_audit_log_with_what_it_found(client, olena):
    submission = make_submission(name="Lesia")

    search(client, name="lesia")

    assert audited() == [("olena", "searched", [submission.reference], "name")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Fill in at least one field."),
        ({"number": "12"}, "A receipt number looks like 4K7M-92QX."),
        ({"name": "a\0b"}, "Null characters are not allowed."),
        ({"name": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_sought_is_said(client, olena, typed, words):
    response = client.post(PEOPLE, {**typed, "action": "find"})

    assert response.status_code == 422
    assert words in html_of(response)
    assert "Error:" in html_of(response).partition("</title>")[0]
    assert audited() == []


def test_a_receipt_number_is_read_as_people_write_it(client, olena):
    submission = make_submission(reference="0K1M-92QX")

    response = search(client, number=" okim 92qx")

    assert references(response.context["rows"]) == [submission.reference]


def test_what_is_gone_is_found_by_its_number(client, olena):
    submission = make_submission()
    erasure.erase(submission, reason=Disposition.Reason.RETENTION)

    html = html_of(search(client, number=submission.reference))

    assert f"{submission.reference}: kept for its time" in html


def test_the_page_of_a_submission_leads_to_everything_about_the_person(client, olena):
    one = make_submission(email="larysa@example.org")
    two = make_submission(email="Larysa@example.org")
    (form,) = [form for form in forms_of(client.get(address(one))) if has_button(form, "find")]

    response = client.post(form.get("action"), {**filled(form), "action": "find"})

    assert set(references(response.context["rows"])) == {one.reference, two.reference}


# --- What no guardian has confirmed -----------------------------------------------------------


@pytest.mark.parametrize("state", ["unconfirmed", "held"])
def test_what_waits_for_a_guardian_is_counted_and_not_shown(client, olena, state):
    submission = make_submission(**YOUNG | {"state": state})

    response = search(client, phone="8015550142")

    html = html_of(response)
    assert response.context["rows"] == []
    assert "1 that waits for a guardian" in html
    assert submission.reference in html
    assert "Kateryna" not in html
    assert "parent@" not in html


def test_who_may_erase_can_hand_it_out_and_erase_it(client, olena):
    submission = make_submission(**YOUNG)
    response = search(client, email="parent@example.org")

    file = press(client, response, "json", submission)
    client.post(PEOPLE, {"action": "erase-sure", "row": [submission.pk], "sure": "on"})

    assert "Words of Kateryna" in html_of(file)
    assert not Submission.objects.exists()


def test_who_may_not_erase_learns_the_number_alone(client):
    sign_in_with(client, "view_submission", "export_submission")
    submission = make_submission(**YOUNG)

    response = search(client, phone="801 555 0142")
    refused = client.post(
        PEOPLE, {"action": "json", "row": [submission.pk], "phone": "801 555 0142"}
    )

    assert "1 that waits for a guardian" in html_of(response)
    assert submission.reference not in html_of(response)
    assert refused.status_code == 422
    assert "Kateryna" not in html_of(refused)


# --- Handing out ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "kind"), [("json", "application/json"), ("txt", "text/plain; charset=utf-8")]
)
def test_what_is_ticked_is_handed_out_as_a_file(client, olena, form, kind):
    submission, other = make_submission(message="Мої слова"), make_submission()
    response = search(client, name="larysa")

    file = press(client, response, form, submission)

    assert (file.status_code, file["Content-Type"]) == (200, kind)
    assert file["Content-Disposition"].startswith('attachment; filename="records-')
    assert "no-store" in file["Cache-Control"]
    assert "Мої слова" in html_of(file)
    assert other.reference not in html_of(file)
    assert audited()[-1] == ("olena", "handed_out", [submission.reference], form)


def test_a_line_of_the_disposition_log_is_handed_out_too(client, olena):
    submission = make_submission()
    line = erasure.erase(submission, reason=Disposition.Reason.ERASURE)
    response = search(client, number=submission.reference)

    file = press(client, response, "json", line=line.pk)

    assert json.loads(file.content)["disposed"]


@pytest.mark.parametrize("button", ["json", "txt", "erase"])
def test_nothing_ticked_is_said_and_the_search_stays(client, olena, button):
    submission = make_submission()

    response = press(client, search(client, name="larysa"), button)

    assert response.status_code == 422
    assert "Tick what is to be" in html_of(response)
    assert references(response.context["rows"]) == [submission.reference]


# --- Erasing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("button", ["json", "erase"])
def test_what_is_gone_since_it_was_ticked_is_said_so(client, olena, button):
    submission = make_submission()
    found = search(client, name="larysa")
    erasure.erase(submission, reason=Disposition.Reason.ERASURE, by=olena)

    response = press(client, found, button, submission)

    assert response.status_code == 422
    assert "What you ticked is not there any more." in html_of(response)
    assert "Tick what is to be" not in html_of(response)


def test_erasing_asks_first(client, olena):
    submission = make_submission()

    asked = press(client, search(client, name="larysa"), "erase", submission)
    form = form_of(asked, "sure")
    unsure = client.post(PEOPLE, {**filled(form), "action": "erase-sure"})

    assert submission.reference in html_of(asked)
    assert (unsure.status_code, Submission.objects.count()) == (422, 1)
    assert "Tick the box" in html_of(unsure)


def test_what_is_erased_leaves_its_number_in_two_logs(client, olena):
    one, two, stays = make_submission(), make_submission(), make_submission()
    chosen = {"action": "erase-sure", "row": [one.pk, two.pk], "sure": "on"}

    response = client.post(PEOPLE, chosen, follow=True)
    again = client.post(PEOPLE, chosen, follow=True)

    assert "2 submissions are erased." in html_of(response)
    assert "gone already" in html_of(again)
    assert list(Submission.objects.all()) == [stays]
    lines = Disposition.objects.values_list("reference", "reason", "by__username")
    assert set(lines) == {(row.reference, "erasure", "olena") for row in (one, two)}
    assert {entry[1] for entry in audited()} == {"erased"}


def test_a_hold_keeps_it_and_is_named(client, olena):
    held, free = make_submission(hold_reason="A request"), make_submission()

    asked = press(client, search(client, name="larysa"), "erase", held, free)
    response = client.post(
        PEOPLE, {"action": "erase-sure", "row": [held.pk, free.pk], "sure": "on"}, follow=True
    )

    assert [row.reference for row in asked.context["held"]] == [held.reference]
    assert f"On hold, so not erased: {held.reference}." in html_of(response)
    assert list(Submission.objects.all()) == [held]


@pytest.mark.parametrize("keys", [["x"], ["0"], ["9" * 30], ["²"], []])
def test_made_up_keys_find_nothing(client, olena, keys):
    response = client.post(PEOPLE, {"action": "erase", "row": keys, "name": "larysa"})

    assert response.status_code == 422


# --- Rights -----------------------------------------------------------------------------------


def test_buttons_are_for_those_with_the_right(client):
    submission = make_submission()
    sign_in_with(client, "view_submission")

    response = search(client, name="larysa")

    named = {name for form in forms_of(response) for _, name, _ in buttons(form)}
    assert named & {"json", "txt", "erase"} == set()
    assert ">Correct<" not in html_of(response)
    for action in ("json", "txt", "erase", "erase-sure"):
        sent = {"action": action, "row": [submission.pk], "sure": "on"}
        assert client.post(PEOPLE, sent).status_code == 403
    assert Submission.objects.exists()


def test_the_pages_are_named_in_the_rail_and_in_the_list_of_settings(client, olena):
    assert f'href="{PEOPLE}"' in html_of(client.get("/admin/"))
    settings = html_of(client.get(reverse("admin:settings")))
    assert f'href="{reverse("admin:involvement_due")}"' in settings
