"""The public page of the residents' ideas, and the rules by which ideas get there."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from cities.models import City
from editorial.cache import version as content_version
from involvement.errors import NoConsentError
from involvement.models import Idea, Submission
from involvement.submissions import ideas
from tests.builders import make_city, make_goal, make_page, make_site
from tests.involvement.admin.inbox.inbox_client import audited
from tests.involvement.views.status_page_client import words_of
from tests.submissions import YOUNG, make_form, make_idea, make_submission

pytestmark = pytest.mark.django_db

State = Submission.State
PAGE = "/en/ideas/"


@pytest.fixture
def form(home):
    """Make the form, which words the page."""
    return make_form(ideas_title="Ideas from residents", ideas_lede="What became of each.")


def clerk():
    return User.objects.create_user("clerk")


# --- The page ---------------------------------------------------------------------------------


def test_an_idea_is_shown_with_all_that_became_of_it(client, form):
    city, goal = make_city(name="Northtown", slug="northtown"), make_goal(name="Culture", slug="c")
    make_idea(
        title_en="A tree for each city",
        text_en="Six trees.\nBy the creek.",
        status="done",
        outcome_en="Planted in May.",
        city=city.entry,
        goal=goal.entry,
        received_on="2026-03-01",
    )

    response = client.get(PAGE)

    words = words_of(response)
    for shown in (
        "What became of each.",
        "A tree for each city",
        "Six trees. By the creek.",
        "Done",
        "Planted in May.",
        "Received on March 1, 2026",
    ):
        assert shown in words
    page = response.content.decode()
    assert '<a href="/en/cities/northtown/">Northtown</a>' in page
    assert '<a href="/en/goals/c/">Culture</a>' in page


def test_nothing_of_the_sender_is_on_the_page(client, form):
    idea = make_idea()

    page = client.get(PAGE).content.decode()

    assert idea.title_en in page
    for private in (
        idea.submission.name,
        idea.submission.email,
        idea.submission.message,
        idea.submission.reference,
    ):
        assert private not in page


def test_what_is_not_public_is_not_shown(client, form):
    make_idea(title_en="A draft", is_public=False)

    words = words_of(client.get(PAGE))

    assert "A draft" not in words
    assert "No ideas yet. Be the first." in words


def test_the_page_leads_to_the_form(client, form):
    make_page()

    assert b'href="/en/take-part/write/?kind=idea"' in client.get(PAGE).content


def test_texts_in_another_language_say_so(client, form):
    make_idea(
        original_language="uk",
        title_en=None,
        text_en=None,
        title_uk="Спільна кухня",
        text_uk="Готуймо разом.",
    )

    page = client.get(PAGE).content.decode()

    assert '<span lang="uk">Спільна кухня</span>' in page
    assert '<div class="prose" lang="uk"><p>Готуймо разом.</p></div>' in page


def test_the_newest_idea_stands_first(client, form):
    for title, day in [("Old", 1), ("New", 3), ("Middle", 2)]:
        make_idea(title_en=title, received_on=date(2026, 5, day))

    response = client.get(PAGE)

    assert [row.idea.title_en for row in response.context["rows"]] == ["New", "Middle", "Old"]


def test_a_city_that_is_not_public_is_not_named(client, form):
    city = make_city(name="Gone")
    make_idea(city=city.entry)
    City.objects.filter(pk=city.pk).update(live_at_en=None, name_en=None)

    response = client.get(PAGE)

    assert response.status_code == 200
    assert "Gone" not in words_of(response)


def test_a_status_keeps_its_ideas_and_says_how_many_there_are(client, form):
    make_idea(title_en="Planted", status="done")
    make_idea(title_en="Waiting", status="received")
    make_idea(title_en="Also waiting", status="received")

    everything, done = client.get(PAGE), client.get(PAGE, {"status": "done"})

    assert [(link.label, link.count) for link in everything.context["links"]] == [
        ("All", 3),
        ("received", 2),
        ("done", 1),
    ]
    assert [row.idea.title_en for row in done.context["rows"]] == ["Planted"]
    assert b'href="?status=done" aria-current="true"' in done.content


def test_a_status_that_no_idea_has_leads_back_to_all(client, form):
    make_idea()

    assert "Show all ideas" in words_of(client.get(PAGE, {"status": "done"}))


@pytest.mark.parametrize(
    "query", [{"status": "x"}, {"page": "0"}, {"page": "2"}, {"page": "x"}, {"page": "-1"}]
)
def test_what_is_not_there_is_not_found(client, form, query):
    make_idea()

    assert client.get(PAGE, query).status_code == 404


def test_a_long_list_has_pages(client, form):
    first, *_others = [make_idea(received_on="2026-05-01") for _n in range(ideas.PER_PAGE + 1)]

    one, two = client.get(PAGE), client.get(PAGE, {"page": "2"})

    assert len(one.context["rows"]) == ideas.PER_PAGE
    assert b'<a href="?page=2" rel="next">' in one.content
    assert [row.idea for row in two.context["rows"]] == [first]
    assert b'<a href="?" rel="prev">' in two.content
    assert ideas.address_of(first) == f"/en/ideas/?page=2#idea-{first.pk}"


def test_the_page_exists_in_every_language_on_offer(client, form, settings):
    page = client.get(PAGE).content.decode()

    assert page.count('rel="alternate" hreflang=') == len(settings.LANGUAGES) + 1
    assert '<meta name="description" content="What became of each.">' in page


def test_without_words_of_the_staff_there_is_no_page(client, home):
    make_form()

    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("rows", [1, 5])
def test_more_ideas_cost_no_more_queries(client, form, django_assert_num_queries, rows):
    make_site()
    make_page()
    city, goal = make_city(), make_goal()
    for _number in range(rows):
        make_idea(city=city.entry, goal=goal.entry)
    client.get(PAGE)

    with django_assert_num_queries(9):
        client.get(PAGE)


# --- Taking up --------------------------------------------------------------------------------


def test_a_draft_holds_the_senders_words_and_is_not_public():
    city = make_city()
    received = timezone.now() - timedelta(days=3)
    submission = make_submission(
        kind="idea",
        may_publish=True,
        written_in="uk",
        message="Спільна кухня\nРаз на місяць.",
        city=city.entry,
        received_at=received,
    )

    idea = ideas.draft_of(submission, by=clerk())

    idea.refresh_from_db()
    assert (idea.title_uk, idea.text_uk) == ("Спільна кухня", submission.message)
    assert (idea.title_en, idea.original_language) == (None, "uk")
    assert (idea.city, idea.received_on) == (city.entry, timezone.localdate(received))
    assert not idea.is_public
    assert audited() == [("clerk", "changed", [submission.reference], "idea")]


def test_long_words_are_cut_at_a_word():
    submission = make_submission(kind="memory", may_publish=True, message="many words " * 300)

    idea = ideas.draft_of(submission, by=clerk())

    assert (len(idea.title_en) <= 120, len(idea.text_en) <= 2000) == (True, True)
    assert idea.title_en.endswith(("many…", "words…"))
    idea.full_clean()


def test_a_submission_is_taken_up_once():
    submission = make_submission(kind="idea", may_publish=True)
    staff = clerk()

    assert ideas.draft_of(submission, by=staff) == ideas.draft_of(submission, by=staff)
    assert list(ideas.candidates()) == []


@pytest.mark.parametrize(
    "values",
    [
        {"may_publish": False},
        {"kind": "question"},
        {"state": State.HELD},
        {"state": State.WITHDRAWN},
        {"state": State.UNCONFIRMED, **YOUNG},
        {"erasure_requested_at": timezone.now()},
    ],
)
def test_without_consent_nothing_is_taken_up(values):
    submission = make_submission(**{"kind": "idea", "may_publish": True, **values})

    with pytest.raises(NoConsentError):
        ideas.draft_of(submission, by=clerk())

    assert not Idea.objects.exists()
    assert list(ideas.candidates()) == []


# --- Publishing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was_public", "is_public", "raised"),
    [(False, False, 0), (False, True, 1), (True, True, 1), (True, False, 1)],
)
def test_cached_pages_follow_what_is_public(was_public, is_public, raised):
    idea = make_idea(is_public=was_public)
    before = content_version.current()

    idea.is_public = is_public
    ideas.store(idea, by=clerk())

    assert content_version.current() - before == raised


def test_nothing_is_published_after_the_consent_was_taken_back():
    idea = make_idea(is_public=False)
    Submission.objects.update(may_publish=False)

    idea.is_public = True
    with pytest.raises(NoConsentError):
        ideas.store(idea, by=clerk())

    idea.refresh_from_db()
    assert not idea.is_public


def test_taking_off_what_is_not_there_says_so():
    idea = make_idea()
    before = content_version.current()

    assert ideas.take_off(idea.submission) is True
    assert ideas.take_off(idea.submission) is False

    assert content_version.current() - before == 1


def test_not_now_without_a_reason_never_gets_on_the_page():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_idea(status="not_now")

    make_idea(status="not_now", outcome_uk="Немає грошей.")
