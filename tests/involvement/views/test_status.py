"""The sender's own page, as its sender sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from involvement import links
from involvement.models import Message, Submission
from tests.builders import make_city, make_goal, make_site
from tests.crawl import read
from tests.html_forms import filled, forms_of
from tests.involvement.views.status_page_client import address, token_of, words_of
from tests.submissions import YOUNG, make_form, make_idea, make_submission

pytestmark = pytest.mark.django_db

State = Submission.State


# --- What it shows ----------------------------------------------------------------------------


def test_everything_that_was_sent_stands_there(client):
    make_form()
    city, goal = make_city(name="Northtown"), make_goal(name="Culture")
    submission = make_submission(
        kind="memory",
        name="Лариса",
        email="larysa@example.org",
        phone="+1 801 555 0100",
        message="My grandmother wrote letters.\nMany of them.",
        details={"year": "about 1961", "has_original": True},
        city=city.entry,
        goal=goal.entry,
        may_publish=True,
    )

    response = client.get(address(submission))

    assert response.status_code == 200
    shown = words_of(response)
    for words in (
        submission.reference,
        "About memory",
        "Northtown",
        "Culture",
        "Лариса",
        "larysa@example.org",
        "+1 801 555 0100",
        "My grandmother wrote letters. Many of them.",
        "The year, or about when about 1961",
        "yes, without your name",
    ):
        assert words in shown


def test_it_is_kept_by_no_cache_and_named_to_nobody(client):
    response = client.get(address(make_submission()))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies
    assert b'rel="canonical"' not in response.content
    assert b"ld+json" not in response.content


def test_additions_and_answers_are_shown_but_no_notes(client):
    submission = make_submission(state=State.ANSWERED)
    for kind, language, text in [
        ("addition", "en", "My sister too."),
        ("note", "en", "Rather odd."),
        ("answer", "uk", "Дякуємо!"),
    ]:
        Message.objects.create(submission=submission, kind=kind, language=language, text=text)

    response = client.get(address(submission))

    page = response.content.decode()
    assert "My sister too." in page
    assert "Rather odd." not in page
    assert '<p class="as-typed" lang="uk" dir="auto">Дякуємо!</p>' in page


def test_what_people_wrote_is_escaped(client):
    submission = make_submission(name="<b>x</b>", message="<script>alert(1)</script> {{ 7 }}")

    page = client.get(address(submission)).content.decode()

    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 }}" in page


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        (State.NEW, "We have it."),
        (State.HELD, "We have it."),
        (State.ASSIGNED, "Somebody is looking after it."),
        (State.WAITING, "We have asked you something."),
        (State.ANSWERED, "We have answered."),
        (State.CLOSED, "It is closed."),
        (State.WITHDRAWN, "You have withdrawn it."),
    ],
)
def test_the_state_is_said_in_plain_words(client, state, heading):
    clerk = User.objects.create_user("clerk") if state == State.ASSIGNED else None
    submission = make_submission(state=state, assigned_to=clerk)

    response = client.get(address(submission))

    assert f"<h1>{heading}</h1>" in response.content.decode()


def test_who_is_held_for_review_reads_the_same_as_others(client):
    common = {
        "received_at": timezone.now(),
        "email": "larysa@example.org",
        "reference": "4K7M-92QX",
    }
    held = make_submission(state=State.HELD, held_because=["too_quick"], **common)
    held_page = client.get(address(held)).content.decode().replace(token_of(held), "")
    Submission.objects.all().delete()
    new = make_submission(state=State.NEW, **common)
    new_page = client.get(address(new)).content.decode().replace(token_of(new), "")

    assert held_page == new_page


def test_a_promise_that_was_broken_is_not_hidden(client):
    yesterday = timezone.localdate() - timedelta(days=1)

    response = client.get(address(make_submission(answer_by=yesterday)))

    assert "We are sorry" in response.content.decode()


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.HELD])
def test_young_people_learn_that_a_guardian_is_needed(client, state):
    submission = make_submission(state=state, **YOUNG)

    response = client.get(address(submission))

    assert "<h1>It waits for your parent or guardian.</h1>" in response.content.decode()
    assert not [form for form in forms_of(response) if "withdraw" in str(filled(form))]


def test_a_public_idea_is_linked(client):
    idea = make_idea()

    page = client.get(address(idea.submission)).content.decode()

    assert f'href="/en/ideas/#idea-{idea.pk}"' in page


def test_the_page_speaks_the_language_of_its_address(client):
    submission = make_submission(language="es")

    response = client.get(address(submission, "es"))

    assert response.status_code == 200
    assert b'<html lang="es">' in response.content


def test_looking_changes_nothing(client):
    submission = make_submission()
    before = Submission.objects.values().get()

    client.get(address(submission), {"action": "withdraw", "withdraw-sure": "on"})
    client.head(address(submission))

    assert Submission.objects.values().get() == before


@pytest.mark.parametrize("messages", [1, 5])
def test_a_long_history_costs_no_more_queries(client, django_assert_max_num_queries, messages):
    make_site()
    submission = make_submission()
    for _number in range(messages):
        Message.objects.create(submission=submission, kind="addition", language="en", text="x")
    url = address(submission)
    client.get(url)

    with django_assert_max_num_queries(9):
        client.get(url)


@pytest.mark.parametrize("state", [State.ANSWERED, State.WITHDRAWN])
def test_the_page_is_valid(client, state):
    make_site()
    make_form()
    submission = make_submission(state=state, kind="idea", may_publish=True)
    make_idea(submission)
    for kind in ("addition", "correction", "answer"):
        Message.objects.create(submission=submission, kind=kind, language="uk", text="x")

    page = read(client, address(submission))

    assert len(page.all("h1")) == 1
    assert page.errors == []
    assert len(page.ids) == len(set(page.ids))


# --- Links that lead nowhere ------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_link_that_is_gone_or_forged_says_whom_to_write_to(client, language):
    make_site(email="office@example.org")
    submission = make_submission()
    gone = address(submission, language)
    forged = gone[:-3] + "xx/"
    guardians = gone.replace(links.sender_token(submission), links.guardian_token(submission))
    Submission.objects.all().delete()

    for url in (gone, forged, guardians):
        response = client.get(url)

        assert response.status_code == 404
        assert b"office@example.org" in response.content
        assert f'<html lang="{language}">'.encode() in response.content
        assert "no-store" in response["Cache-Control"]
