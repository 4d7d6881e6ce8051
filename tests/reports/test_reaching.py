"""How readers come to the reports: nothing names them before one is public."""

import pytest

from tests.builders import make_city, make_page
from tests.reports.years import make_report

pytestmark = pytest.mark.django_db

LINK = 'href="/en/reports/"'


@pytest.fixture
def pages(home):
    make_city(name="Northtown", slug="northtown")
    make_page(title="About", slug="about", template="about")
    return ["/en/", "/en/about/", "/en/site-map/"]


def linked(client, paths):
    return {path: client.get(path).content.decode().count(LINK) for path in paths}


def test_no_menu_and_no_site_map_names_reports_before_one_is_public(client, pages):
    make_report(2023, public=False)

    assert linked(client, pages) == dict.fromkeys(pages, 0)
    assert "/reports/" not in client.get("/sitemap.xml").content.decode()


def test_menus_and_site_maps_lead_to_the_reports(client, pages):
    make_report(2023)

    # At the foot of each, and on those that lead on.
    assert linked(client, pages) == {"/en/": 1, "/en/about/": 2, "/en/site-map/": 2}
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/en/reports/</loc>" in sitemap
    assert "/en/reports/2023/</loc>" in sitemap


def test_the_list_names_the_newest_year_first(client, pages):
    for year in (2018, 2023, 1990):
        make_report(year)

    html = client.get("/en/reports/").content.decode()

    places = [html.index(f"/en/reports/{year}/") for year in (2023, 2018, 1990)]
    assert places == sorted(places)
