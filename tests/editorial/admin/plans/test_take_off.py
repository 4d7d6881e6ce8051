"""Taking something off the site: what is asked, what is said, and what becomes of its plans."""

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.models import TakenOff
from editorial.publishing.planned import planning, schedule
from pages.models import Page
from tests.admin_client import filled_in, sign_in
from tests.builders import make_city, make_event, make_meeting_rule
from tests.editorial.admin.plans.screens import (
    address,
    in_three_days,
    open_form,
    readable_page,
    said,
    send,
    there,
)
from tests.editorial.publishing.forms import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def ed(client):
    return sign_in(client, username="ed")


@pytest.fixture
def about(ed):
    return readable_page(title="About Us", slug="about", translations={"ja": {"title": "題"}})


def url(root):
    return address("take_off", root.entry)


def public_in(page):
    return Page.objects.get(pk=page.pk).published_languages()


def test_the_form_keeps_what_was_typed_and_leads_to_the_question(client, about):
    change = reverse("admin:pages_page_change", args=[about.pk])
    opened_form = client.get(change)
    assert "Take off the site, in all 2 languages…" in opened_form.content.decode()

    data = {**filled_in(opened_form), "title_en": "Typed", "_take_off": "on"}
    response = client.post(change, data)

    assert response.headers["Location"] == url(about)
    assert publishing.versions_of(about.entry).texts("working")["en"]["root"]["title"] == "Typed"
    assert public_in(about) == ["en", "ja"]


def test_it_is_not_taken_off_without_a_reason(client, about):
    response = send(client, url(about))

    assert "Say why it is taken off the site." in response.content.decode()
    assert public_in(about) == ["en", "ja"]


def test_what_was_published_in_error_goes_and_the_message_names_the_languages(client, about):
    response = send(client, url(about), reason="error")

    assert said(response, client)[0].startswith(
        "The public does not see “About Us” any more, in no language (English, 日本語)."
    )
    assert public_in(about) == []
    assert client.get("/en/about/").status_code == 410


def test_the_way_on_is_picked_by_its_name(client, about):
    city = make_city(name="Northtown", slug="northtown")
    event = make_event(title="A visit")
    html = client.get(url(about)).content.decode()
    assert f'<option value="{city.entry_id}">Northtown</option>' in html
    assert f'<option value="{event.entry_id}">A visit</option>' in html

    send(client, url(about), reason="merged", target=str(city.entry_id))

    decided = TakenOff.objects.get()
    assert (decided.target, decided.by.username) == (city.entry, "ed")
    assert client.get("/ja/about/").headers["Location"] == "/ja/cities/northtown/"


@pytest.mark.parametrize(
    ("reason", "words"),
    [("merged", "Choose what has taken its place."), ("withdrawn", "Choose what readers are told")],
)
def test_what_belongs_to_the_reason_is_asked_for(client, about, reason, words):
    response = send(client, url(about), reason=reason)

    assert words in response.content.decode()
    assert public_in(about) == ["en", "ja"]


def test_one_language_goes_without_a_reason_and_the_message_says_which_stay(client, about):
    form = open_form(client, f"{url(about)}?language=ja")
    assert form["languages"] == ["ja"]

    response = client.post(url(about), form)

    assert said(response, client) == [
        "The public does not see “About Us” in 日本語 any more. Still public in: English."
    ]
    assert public_in(about) == ["en"]


def test_what_has_no_address_of_its_own_is_not_asked_where_it_should_lead(client, ed):
    meetings = make_meeting_rule(title="Board meeting")

    assert "reason" not in open_form(client, url(meetings))
    send(client, url(meetings))

    meetings.refresh_from_db()
    assert meetings.published_languages() == []
    assert not TakenOff.objects.exists()


def test_it_is_taken_off_at_a_time(client, about):
    when = {"when": "then", **there(in_three_days())}
    response = send(client, url(about), reason="withdrawn", explanation="ended", **when)

    assert said(response, client)[0].endswith("9:00\u00a0AM, Hometown time: in 3 days.")
    assert client.get("/en/about/").status_code == 200
    assert schedule.run_due(in_three_days()) == (0, 2)
    assert "has come to an end" in client.get("/en/about/").content.decode()


def test_a_time_for_it_is_asked_for_like_any_other(client, about):
    day = there(in_three_days())["day"]

    response = send(client, url(about), reason="error", when="then", day=day)

    assert "A date alone publishes nothing." in response.content.decode()
    assert planning.departures() == []


def test_publishing_in_between_does_not_forget_why_it_goes(client, about, ed):
    when = {"when": "then", **there(in_three_days())}
    send(client, url(about), reason="error", **when)
    for language in ("en", "ja"):
        opened(about, language).write(language=language, title="Corrected").publish(ed)

    schedule.run_due(in_three_days())

    assert client.get("/en/about/").status_code == 410


@pytest.mark.parametrize(("choice", "left"), [("call-off", 0), ("keep", 1)])
def test_what_is_planned_is_named_and_called_off_or_kept(client, about, ed, choice, left):
    opened(about).write(title="Monday").draft(ed)
    planning.plan(about.entry, ["en"], in_three_days(), by=ed)
    assert "Keep it: it goes public at its time" in client.get(url(about)).content.decode()

    send(client, url(about), reason="error", plans=choice)

    assert len(planning.publications()) == left
    assert schedule.run_due(in_three_days()) == (left, 0)


def test_what_is_not_public_cannot_be_taken_off(client, ed):
    page = readable_page(public=False)

    assert "The public does not see it in any language." in client.get(url(page)).content.decode()
    assert client.post(url(page), {"reason": "error", "when": "now"}).status_code == 200
