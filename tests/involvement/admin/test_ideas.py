"""Ideas in the admin: who may edit them, from what they begin, and what is refused."""

import pytest
from django.urls import reverse

from editorial.models.audit import AuditEntry
from editorial.staff import roles
from involvement.apps import COORDINATOR
from involvement.models import Idea, Submission
from tests.builders import make_city, make_goal
from tests.editorial.staff.people import person
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import address, audited, coordinator
from tests.submissions import make_idea, make_submission

pytestmark = pytest.mark.django_db

LIST = "/admin/involvement/idea/"


def form_url(idea):
    return reverse("admin:involvement_idea_change", args=[idea.pk])


def take_url(submission):
    return reverse("admin:involvement_idea_take", args=[submission.pk])


def candidate(**values):
    return make_submission(**{"kind": "idea", "may_publish": True, **values})


def typed_in(response, **typed):
    """Return what a browser sends when the form of an idea is saved."""
    return {**filled(form_of(response, "base")), **typed, "_save": "Save"}


def save(client, idea, **typed):
    return client.post(form_url(idea), typed_in(client.get(form_url(idea)), **typed))


def errors_of(response):
    return response.context["adminform"].form.errors


# --- Rights -----------------------------------------------------------------------------------

ROLES = [roles.ADMINISTRATOR, COORDINATOR, roles.EDITOR, roles.translator("ja")]
ALLOWED = {roles.ADMINISTRATOR, COORDINATOR}
ACTIONS = {
    "the list": lambda client, idea, other: client.get(LIST),
    "the form": lambda client, idea, other: client.get(form_url(idea)),
    "save": lambda client, idea, other: client.post(form_url(idea), {"title_en": "x"}),
    "take off": lambda client, idea, other: client.post(
        LIST, {"action": "take_off", "_selected_action": idea.pk}
    ),
    "the words of a sender": lambda client, idea, other: client.get(take_url(other)),
    "begin a draft": lambda client, idea, other: client.post(take_url(other)),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_only_coordinators_and_administrators_get_to_ideas(client, role, action):
    idea, other = make_idea(), candidate()
    client.force_login(person(role))

    response = ACTIONS[action](client, idea, other)

    if role in ALLOWED:
        assert response.status_code in {200, 302}
    else:
        assert response.status_code == 403
        assert Idea.objects.filter(is_public=True).count() == Idea.objects.count() == 1
        assert other.message not in response.content.decode()


@pytest.mark.parametrize("role", [roles.ADMINISTRATOR, COORDINATOR])
@pytest.mark.parametrize("action", ["add", "delete"])
def test_ideas_begin_and_end_with_their_submissions_alone(client, role, action):
    idea = make_idea()
    client.force_login(person(role))
    key = [idea.pk] if action == "delete" else []

    response = client.post(reverse(f"admin:involvement_idea_{action}", args=key), {"post": "yes"})

    assert response.status_code == 403
    assert Idea.objects.get() == idea


# --- Taking up --------------------------------------------------------------------------------


def test_what_may_be_shown_is_listed_and_taken_up(client):
    submission = candidate(message="A tree for each city")
    make_submission(kind="idea", may_publish=False)
    client.force_login(coordinator())

    listed = client.get(LIST)
    shown = client.get(take_url(submission))
    response = client.post(take_url(submission))

    idea = Idea.objects.get()
    assert listed.context["candidates"] == [submission]
    assert "A tree for each city" in shown.content.decode()
    assert response["Location"] == form_url(idea)
    assert (idea.title_en, idea.is_public) == ("A tree for each city", False)
    assert client.get(take_url(submission))["Location"] == form_url(idea)


def test_without_consent_there_is_nothing_to_take_up(client):
    submission = candidate(may_publish=False, message="Not for the public")
    client.force_login(coordinator())

    assert client.get(take_url(submission)).status_code == 404
    assert client.post(take_url(submission)).status_code == 404
    assert not Idea.objects.exists()


def test_the_page_of_a_submission_leads_to_its_idea(client):
    waiting, taken_up, refused = candidate(), make_idea(), candidate(may_publish=False)
    client.force_login(coordinator())

    pages = {row: client.get(address(row)) for row in (waiting, taken_up.submission, refused)}

    assert [page.context["idea_url"] for page in pages.values()] == [
        take_url(waiting),
        form_url(taken_up),
        "",
    ]


def test_what_waits_to_be_taken_up_is_told_on_the_first_page(client):
    from involvement.admin.ideas import candidates

    candidate()
    request = client.get("/").wsgi_request
    request.user = coordinator()

    assert [item.url for item in candidates(request)] == [LIST]
    request.user = person(roles.EDITOR)
    assert candidates(request) == []


# --- The form ---------------------------------------------------------------------------------


def test_the_senders_words_stand_beside_the_form(client):
    idea = make_idea(candidate(message="<b>My</b> own words", written_in="uk"))
    client.force_login(coordinator())

    page = client.get(form_url(idea)).content.decode()

    assert '<p class="idea-words__text" lang="uk" dir="auto">&lt;b&gt;My&lt;/b&gt;' in page
    assert idea.submission.name not in page
    assert idea.submission.email not in page
    assert "The public page names nobody." in page


def test_staff_word_an_idea_and_put_it_on_the_page(client):
    city, goal = make_city(name="Northtown"), make_goal()
    idea = make_idea(is_public=False)
    client.force_login(coordinator())

    response = save(
        client,
        idea,
        title_en="A tree",
        title_uk="Дерево",
        status="under_way",
        city=city.entry.pk,
        goal=goal.entry.pk,
        is_public="on",
    )

    assert response.status_code == 302
    idea.refresh_from_db()
    assert (idea.title_en, idea.title_uk, idea.status) == ("A tree", "Дерево", "under_way")
    assert (idea.city, idea.goal, idea.is_public) == (city.entry, goal.entry, True)


def test_only_cities_and_goals_can_be_chosen(client):
    city, goal = make_city(name="Northtown"), make_goal(name="Culture")
    client.force_login(coordinator())

    form = client.get(form_url(make_idea())).context["adminform"].form

    assert list(form.fields["city"].queryset) == [city.entry]
    assert list(form.fields["goal"].queryset) == [goal.entry]


def test_nothing_is_published_without_the_senders_consent(client):
    idea = make_idea(is_public=False)
    Submission.objects.update(may_publish=False)
    client.force_login(coordinator())

    response = save(client, idea, is_public="on")

    assert errors_of(response) == {
        "is_public": ["The sender has not agreed to that, or no longer does."]
    }
    assert not Idea.objects.get().is_public


def test_not_now_needs_a_reason(client):
    idea = make_idea()
    client.force_login(coordinator())

    response = save(client, idea, status="not_now")
    saved = save(client, idea, status="not_now", outcome_en="No money this year.")

    assert errors_of(response) == {"__all__": ["Say why it is not possible now."]}
    assert saved.status_code == 302


def test_an_idea_in_another_language_needs_no_english(client):
    idea = make_idea(
        original_language="uk", title_en=None, text_en=None, title_uk="Дерево", text_uk="Шість."
    )
    client.force_login(coordinator())

    saved = save(client, idea, status="done")
    refused = save(client, idea, title_uk="")

    assert saved.status_code == 302
    assert errors_of(refused) == {
        "title_uk": ["Write it at least in the language of the original."]
    }
    idea.refresh_from_db()
    assert (idea.title_uk, idea.title_en) == ("Дерево", None)


def test_two_people_do_not_overwrite_each_other(client):
    idea = make_idea()
    client.force_login(coordinator())
    late = typed_in(client.get(form_url(idea)), title_en="Mine")
    save(client, idea, title_en="Theirs")

    response = client.post(form_url(idea), late)

    assert "Somebody else saved this" in errors_of(response)["__all__"][0]
    assert 'value="Mine"' in response.content.decode()
    assert Idea.objects.get().title_en == "Theirs"


def test_chosen_ideas_are_taken_off_the_page(client):
    idea, other = make_idea(), make_idea()
    client.force_login(coordinator())

    client.post(LIST, {"action": "take_off", "_selected_action": idea.pk})

    assert list(Idea.objects.filter(is_public=True)) == [other]


# --- The audit log ----------------------------------------------------------------------------


def test_every_reading_and_change_stands_in_the_audit_log(client):
    idea = make_idea(is_public=False)
    number = idea.submission.reference
    client.force_login(coordinator())
    typed = typed_in(client.get(form_url(idea)), title_en="A tree")
    client.get(LIST)
    client.post(form_url(idea), typed)

    assert audited() == [
        ("olena", "read", [number], ""),
        ("olena", "listed", [number], "ideas"),
        ("olena", "changed", [number], "idea"),
    ]


def test_taking_up_is_read_and_written_down(client):
    submission = candidate()
    client.force_login(coordinator())

    client.get(take_url(submission))
    client.post(take_url(submission))

    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == ["read", "changed"]


@pytest.mark.parametrize("rows", [1, 5])
def test_more_ideas_cost_no_more_queries(client, django_assert_num_queries, rows):
    client.force_login(coordinator())
    for _number in range(rows):
        make_idea()
        candidate()
    client.get(LIST)

    with django_assert_num_queries(12):
        client.get(LIST)
