"""The rail names what a role may open, in the words of the office, and counts what waits."""

import pytest
from django.contrib import admin
from django.urls import reverse

from editorial.staff import rail
from involvement.apps import COORDINATOR
from tests.admin_client import sign_in
from tests.builders import make_site
from tests.editorial.staff.people import editor, person, translator
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

SITE = [
    "Pages",
    "Cities",
    "Events",
    "Goals",
    "Meetings",
    "Sources",
    "Yearly reports",
    "Pictures",
    "Translations",
]


def words(response):
    """List the words of the rail, group by group, under their headings."""
    return {
        str(heading or ""): [str(link.label) for link in links]
        for heading, links in response.context["rail"]
    }


def current(response):
    """List the words of what is marked as the page that is shown."""
    return [
        str(link.label)
        for _heading, links in response.context["rail"]
        for link in links
        if link.is_current
    ]


def test_an_administrator_finds_everything_in_the_order_of_the_office(client):
    sign_in(client)

    assert words(client.get(reverse("admin:index"))) == {
        "": ["Today"],
        "The site": SITE,
        "From residents": ["Inbox", "Ideas and memories", "Records"],
        "The house": ["Settings", "People"],
    }


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            editor,
            {
                "": ["Today"],
                "The site": SITE,
                "The house": ["Settings"],
            },
        ),
        (lambda: translator("ja"), {"": ["Today"], "The site": ["Translations"]}),
        (
            lambda: person(COORDINATOR),
            {
                "": ["Today"],
                "From residents": ["Inbox", "Ideas and memories", "Records"],
                "The house": ["Settings"],
            },
        ),
        (person, {"": ["Today"]}),
    ],
    ids=["editor", "translator", "coordinator", "no role"],
)
def test_a_role_finds_what_it_may_open_and_nothing_else(client, who, expected):
    client.force_login(who())

    assert words(client.get(reverse("admin:index"))) == expected


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("index", "Today"),
        ("cities_event_add", "Events"),
        ("editorial_picture_changelist", "Pictures"),
        ("involvement_due", "Records"),
        ("editorial_entry_changelist", "Settings"),
        ("settings", "Settings"),
        ("accounts_user_changelist", "People"),
        ("password_change", None),
    ],
)
def test_the_page_that_is_shown_is_marked(client, address, word):
    sign_in(client)

    assert current(client.get(reverse(f"admin:{address}"))) == ([word] if word else [])


def test_what_waits_is_counted_for_the_inbox_and_the_ideas_only(client):
    sign_in(client)
    make_submission()
    make_submission(kind="idea", may_publish=True)

    response = client.get(reverse("admin:index"))

    numbers = {
        str(link.label): link.number
        for _heading, links in response.context["rail"]
        for link in links
        if link.number
    }
    assert numbers == {"Inbox": 2, "Ideas and memories": 1}
    assert '<span class="rail__number">2</span>' in response.content.decode()


def test_every_list_of_the_desk_is_on_the_rail_or_under_settings(client):
    user = sign_in(client)
    places = [
        place
        for group in (rail.SITE, rail.RESIDENTS, rail.HOUSE, rail.SETTINGS)
        for place in rail.places(user, group)
    ]

    request = client.get(reverse("admin:index")).wsgi_request
    lists = {
        model["admin_url"] for app in admin.site.get_app_list(request) for model in app["models"]
    }

    for url in lists - {place.url for place in places}:
        # It is found through another list, which is marked on the rail, and links to it.
        (through,) = [place for place in places if place.holds(url)]
        assert f'href="{url}"' in client.get(through.url).content.decode()
    html = client.get(reverse("admin:settings")).content.decode()
    for place in rail.places(user, rail.SETTINGS):
        assert place.url in html
        assert place.text


def test_what_exists_once_opens_its_form(client):
    sign_in(client)
    site = make_site()

    response = client.get(reverse("admin:pages_sitesettings_changelist"))

    assert response.headers["Location"] == reverse(
        "admin:pages_sitesettings_change", args=[site.pk]
    )
