"""What machines read: robots.txt and the site map for search engines."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.builders import make_city, make_event, make_goal, make_page, make_privacy, make_site

pytestmark = pytest.mark.django_db


def addresses(client):
    return re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())


def test_robots_are_shown_the_site_map_and_kept_from_the_desk(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nSitemap: http://testserver/sitemap.xml\n"
    )


@pytest.mark.usefixtures("home")
def test_the_site_map_names_everything_public_and_nothing_else(client):
    make_city(slug="north")
    make_city(slug="draft-city", public=False)
    make_goal(slug="aid")
    make_goal(slug="draft-goal", public=False)
    make_page(slug="about")
    make_page(slug="draft-page", public=False)
    make_event(slug="visit")
    make_event(slug="draft-event", public=False)
    make_privacy()

    english = "http://testserver/en/"
    paths = [
        address.removeprefix(english)
        for address in addresses(client)
        if address.startswith(english)
    ]

    assert sorted(paths) == [
        "",
        "about/",
        "cities/",
        "cities/north/",
        "data/",
        "events/",
        "events/visit/",
        "goals/",
        "goals/aid/",
        "history/",
        "privacy/",
        "site-map/",
        "sources/",
    ]


def test_the_site_map_says_when_a_page_changed(client):
    page = make_page(slug="about")

    xml = client.get("/sitemap.xml").content.decode()

    entry = xml.split("/en/about/</loc>")[1].split("</url>")[0]
    assert f"<lastmod>{timezone.localdate(page.live_at_en)}</lastmod>" in entry
    assert entry.count("<lastmod>") == 1


def alternates(client, path):
    entry = client.get("/sitemap.xml").content.decode().split(f"{path}</loc>")[1]
    links = re.findall('hreflang="(.*?)" href="(.*?)"', entry.split("</url>")[0])
    return {tag: address.removeprefix("http://testserver") for tag, address in links}


def test_a_page_is_linked_to_itself_in_the_languages_that_show_it(client):
    texts = {"ja": {"title": "一"}, "zh-hant": {"title": "一"}}
    make_page(title="One", slug="one", translations=texts)
    make_page(title="Two", slug="two", translations={"ja": {"title": "二"}}, lede="Far more words.")

    assert alternates(client, "/ja/one/") == {
        "en": "/en/one/",
        "ja": "/ja/one/",
        "zh-Hant": "/zh-hant/one/",
    }
    assert alternates(client, "/en/two/") == {}
    assert "http://testserver/ja/two/" not in addresses(client)


def test_addresses_stand_on_the_sites_own_address(client, settings):
    settings.SITE_URL = "https://www.example.org"

    assert addresses(client)[0] == "https://www.example.org/en/"
    assert "testserver" not in client.get("/sitemap.xml").content.decode()
    assert (
        "Sitemap: https://www.example.org/sitemap.xml" in client.get("/robots.txt").content.decode()
    )


def test_who_found_a_weakness_reads_where_to_write(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    make_site(email="office@example.org")
    settings.SITE_URL = "https://www.example.org"

    response = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())

    assert lines["Contact"] == "mailto:office@example.org"
    assert lines["Preferred-Languages"] == "en, es, ja, zh-Hant, uk, ru, it"
    left = datetime.fromisoformat(lines["Expires"]) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=365)


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
def test_machines_can_only_read(client, path):
    assert client.post(path).status_code == 405
