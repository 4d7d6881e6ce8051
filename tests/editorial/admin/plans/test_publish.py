"""Setting a time for what goes public: what is asked, what is planned, and what is said."""

import datetime

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.models import AuditEntry
from editorial.publishing.planned import planning, schedule
from pages.models import Page
from tests.admin_client import filled_in, sign_in
from tests.editorial.admin.plans.screens import (
    address,
    in_three_days,
    open_form,
    readable_page,
    said,
    send,
    there,
)
from tests.editorial.publishing.forms import opened, people
from tests.html_forms import filled, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def ed(client):
    return sign_in(client, username="ed")


@pytest.fixture
def about(ed):
    page = readable_page(title="About Us", translations={"it": {"title": "Chi siamo"}})
    opened(page).write(title="About the two of us").draft(ed)
    return page


def drafted_in_italian(page, by, title="Noi"):
    opened(page, "it").write(language="it", title=title).draft(by)


def times(page):
    found = publishing.versions_of(page.entry)
    return {code: version.publish_at for code, version in found.items() if version.publish_at}


def change(page):
    return reverse("admin:pages_page_change", args=[page.pk])


# --- What is not complete -----------------------------------------------------------------------


@pytest.fixture
def bare(ed):
    return emptied("about", ed)


def emptied(slug, by):
    """Make a page that may go public, and a draft that leaves nothing to read on it."""
    page = readable_page(title="About Us", slug=slug)
    opened(page).write(title="About nothing", lede="").draft(by)
    return page


def test_a_mistake_keeps_it_from_being_planned_until_somebody_says_why_it_may(client, ed, bare):
    url = address("plan_publish", bare.entry)

    refused = send(client, url, **there(in_three_days()))
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Something is missing before this goes public." in page
    assert times(bare) == {}

    again = {**filled(form_of(refused, "_in_spite_of")), **there(in_three_days())}
    client.post(url, {**again, "_in_spite_of": "Its text comes with the agreement"})

    assert "en" in times(bare)
    logged = AuditEntry.objects.get(action="in_spite_of")
    assert logged.by == ed
    assert logged.note.startswith("Its text comes with the agreement (")
    schedule.run_due(in_three_days())
    assert Page.objects.get().title_en == "About nothing"


def test_of_several_those_with_mistakes_are_named(client, ed, about, bare):
    url = f"{reverse('admin:plan_several')}?thing={bare.entry.pk}"
    other = emptied("other", ed)

    refused = send(client, f"{url}&thing={other.entry.pk}", **there(in_three_days()))

    assert [entry for entry, _tag, _found in refused.context["mistakes"]] == [
        bare.entry,
        other.entry,
    ]
    assert publishing.versions_of(about.entry)["en"].publish_at is None


# --- From the form -------------------------------------------------------------------------------


def test_the_form_keeps_what_was_typed_and_leads_to_the_time(client, ed):
    page = readable_page(title="About Us")
    form = filled_in(client.get(change(page)))

    response = client.post(change(page), {**form, "title_en": "Typed", "_plan": "on"})

    assert response.headers["Location"] == address("plan_publish", page.entry)
    assert publishing.versions_of(page.entry).texts("working")["en"]["root"]["title"] == "Typed"
    assert "Draft kept." in said(response, client)[0]


def test_something_new_can_be_planned_at_once(client, ed):
    add = reverse("admin:pages_page_add")
    form = filled_in(client.get(add))

    response = client.post(add, {**form, "title_en": "New", "slug": "new", "_plan": "on"})

    page = Page.objects.get(slug="new")
    assert response.headers["Location"] == address("plan_publish", page.entry)


def test_the_form_says_what_is_planned_and_that_a_later_draft_is_not_in_it(client, about, ed):
    planning.plan(about.entry, ["en"], in_three_days(), by=ed)
    form = filled_in(client.get(change(about)))

    response = client.post(change(about), {**form, "title_en": "Later", "_draft": "on"})

    assert any("does not contain this draft" in words for words in said(response, client))
    html = client.get(change(about)).content.decode()
    assert "Goes public by itself" in html
    assert "ed saved a later draft" in html


def test_a_form_of_what_is_not_planned_asks_nothing_more(client, ed, django_assert_num_queries):
    page, other = readable_page(), readable_page()
    planning.plan(readable_page(public=False).entry, ["en"], in_three_days())
    client.get(change(page))

    with django_assert_num_queries(9):
        client.get(change(other))


# --- The page ------------------------------------------------------------------------------------


def test_a_time_is_set_and_said_with_date_zone_and_distance(client, about):
    url = address("plan_publish", about.entry)

    response = send(client, url, **there(in_three_days()))

    assert times(about) == {"en": in_three_days()}
    day = f"{in_three_days():%A, %B} {in_three_days().day}, {in_three_days().year}"
    (words,) = said(response, client)
    assert words.startswith("“About the two of us” in English goes public on ")
    assert words.endswith(f" {day}, 9:00\u00a0AM, Hometown time: in 3 days.")


def test_the_page_shows_what_changes_in_words(client, about):
    html = client.get(address("plan_publish", about.entry)).content.decode()

    assert "<ins>" in html
    assert "1 text changes" in html
    assert "By the clock of Hometown" in html


def test_several_languages_go_out_together(client, about, ed):
    drafted_in_italian(about, ed)
    opened(about).set(rank=8).draft(ed)
    url = address("plan_publish", about.entry)

    send(client, url, **there(in_three_days()))

    assert times(about) == dict.fromkeys(["zxx", "en", "it"], in_three_days())
    (plan,) = planning.publications()
    assert sorted(plan.languages) == ["en", "it"]


def test_the_address_names_the_language_that_is_proposed(client, about, ed):
    drafted_in_italian(about, ed)
    url = address("plan_publish", about.entry)

    form = open_form(client, f"{url}?language=it")

    assert form["go"] == [f"{about.entry_id}:it"]


def test_a_draft_of_somebody_else_goes_out_only_when_it_is_ticked(client, about):
    (bea,) = people("bea")
    drafted_in_italian(about, bea)
    url = address("plan_publish", about.entry)

    assert "It holds a draft of bea" in client.get(url).content.decode()
    send(client, url, **there(in_three_days()))
    assert list(times(about)) == ["en"]

    send(client, url, **there(in_three_days()), go=[f"{about.entry_id}:it"])
    assert sorted(times(about)) == ["en", "it"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day": "2030-12-02"}, "A date alone publishes nothing."),
        ({"clock": "09:00"}, "A time alone is not enough."),
        ({"day": "2020-01-01", "clock": "09:00"}, "This time has passed"),
        ({"day": "32 May", "clock": "09:00"}, "This is not a date."),
        ({"day": "2030-12-02", "clock": "25:00"}, "This is not a time."),
        # In 2030 the clocks go forward on March 10, and back on November 3.
        ({"day": "2030-03-10", "clock": "02:30"}, "There is no 2:30"),
        ({"day": "2030-11-03", "clock": "01:30"}, "This hour comes twice that night."),
    ],
)
def test_what_is_no_time_is_asked_about_and_stays(client, about, typed, words):
    response = send(client, address("plan_publish", about.entry), **typed)

    html = response.content.decode()
    assert words in html
    assert all(f'value="{value}"' in html for value in typed.values())
    assert times(about) == {}


@pytest.mark.parametrize(("which", "hour"), [("first", 7), ("second", 8)])
def test_the_hour_that_comes_twice_can_be_told(client, about, which, hour):
    url = address("plan_publish", about.entry)

    send(client, url, day="2030-11-03", clock="01:30", which=which)

    at = datetime.datetime(2030, 11, 3, hour, 30, tzinfo=datetime.UTC)
    assert times(about) == {"en": at}


def test_nothing_chosen_plans_nothing(client, about):
    response = send(client, address("plan_publish", about.entry), **there(in_three_days()), go=[])

    assert "Choose what goes public." in response.content.decode()
    assert times(about) == {}


def test_what_somebody_saved_in_the_meantime_is_shown_before_it_is_planned(client, about):
    url = address("plan_publish", about.entry)
    form = open_form(client, url)
    (bea,) = people("bea")
    opened(about).write(lede="A word of mine").draft(bea)

    response = client.post(url, {**form, **there(in_three_days())})

    assert response.status_code == 409
    assert "Somebody saved this in the meantime" in response.content.decode()
    assert times(about) == {}


def test_what_could_not_go_public_is_told_at_once(client, ed):
    page = readable_page()
    opened(page, "ja").write(language="ja", lede="序").draft(ed)

    response = send(client, address("plan_publish", page.entry), **there(in_three_days()))

    assert response.status_code == 409
    assert "日本語 has no title yet." in response.content.decode()
    assert times(page) == {}


def test_several_things_get_one_time_from_a_list(client, about, ed):
    other, untouched = readable_page(title="Other", public=False), readable_page()
    keys = f"thing={about.entry_id}&thing={other.entry_id}&thing={untouched.entry_id}"
    url = f"{reverse('admin:plan_several')}?{keys}"

    response = send(
        client,
        url,
        **there(in_three_days()),
        go=[
            f"{about.entry_id}:en",
            f"{other.entry_id}:en",
        ],
    )

    assert response.headers["Location"] == reverse("admin:plans")
    assert len({plan.batch for plan in planning.publications()}) == 1
    assert schedule.run_due(in_three_days()) == (2, 0)


def test_planning_is_for_those_who_may_change_the_thing(client, about):
    assert client.get(reverse("admin:plan_publish", args=[987654])).status_code == 404
    assert client.get(reverse("admin:plan_several")).status_code == 302
    assert client.get(f"{reverse('admin:plan_several')}?thing=x&thing=99999").status_code == 404
