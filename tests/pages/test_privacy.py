"""The privacy notice and the site map."""

import pytest

from pages.models import PrivacyNotice
from tests.builders import make_city, make_goal, make_page, make_privacy
from tests.crawl import read, words_of

pytestmark = pytest.mark.django_db


def test_the_notice_shows_what_is_written_and_no_empty_heading(client):
    make_privacy(
        title="Privacy",
        lede="We keep little.",
        operator="<p>The office.</p>",
        retention="<p>Not long.</p>",
        reviewed_on="2026-11-01",
    )

    page = read(client, "/en/privacy/")

    assert words_of(page.first("h1")) == "Privacy"
    assert page.words("page-section") == [
        "Who runs this site The office.",
        "How long it is kept Not long.",
    ]
    assert page.words("toc__list") == ["Who runs this siteHow long it is kept"]
    assert page.words("meta") == ["Reviewed on November 1, 2026."]


def test_every_field_of_the_notice_has_its_place(client):
    texts = {name: f"<p>About {name}.</p>" for name in PrivacyNotice.PARAGRAPHS}
    make_privacy(**texts)

    page = read(client, "/en/privacy/")

    assert page.words("prose") == [f"About {name}." for name in PrivacyNotice.PARAGRAPHS]


def test_without_a_notice_there_is_no_page(client):
    assert client.get("/en/privacy/").status_code == 404


@pytest.mark.usefixtures("home")
def test_the_site_map_leads_to_everything(client):
    make_city(name="North", slug="north")
    make_goal(name="Aid", slug="aid")
    about = make_page(title="About", slug="about", rank=2)
    make_page(title="Under", slug="under", parent=about, rank=0)
    make_page(title="First", slug="first", rank=1)
    make_page(title="Draft", slug="draft", public=False)
    make_privacy()

    page = read(client, "/en/site-map/")

    lists = page.first("div", **{"class": "wrap site-map"})
    assert [words_of(item) for item in lists.iter("li")] == [
        "North",
        "Aid",
        "Home",
        "Coming",
        "History",
        "Sources",
        "First",
        "About",
        "Under",
        "Open data",
        "Privacy",
    ]
