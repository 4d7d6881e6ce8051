"""No fault that axe can see, on any page, at three widths, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from cities.models import City, Event
from pages.models import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MATRIX = [(width, scheme) for width in (320, 768, 1280) for scheme in ("light", "dark")]


def faults(page):
    """Return axe's findings as short lines."""
    # Axe would fetch imported stylesheets once more, from addresses that do not exist.
    results = Axe().run(page, options={"runOnly": RULES, "preload": False})
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def look(page, server, paths):
    """Open each address; return the faults by address, sideways scrolling among them."""
    found = {}
    for path in paths:
        page.goto(f"{server.url}{path}")
        wrong = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            found[path] = wrong
    return found


def admin_paths():
    city, event, page = (
        City.objects.filter(is_home=False)[0],
        Event.objects.all()[0],
        Page.objects.all()[0],
    )
    return [
        "/admin/",
        "/admin/cities/city/",
        f"/admin/cities/city/{city.pk}/change/",
        "/admin/cities/event/",
        f"/admin/cities/event/{event.pk}/change/",
        "/admin/pages/page/",
        f"/admin/pages/page/{page.pk}/change/",
        f"/admin/preview/{event.entry_id}/en/",
        f"/admin/preview/{page.entry_id}/links/",
        "/admin/editorial/entry/",
        "/admin/editorial/picture/add/",
    ]


def test_the_main_pages_have_no_fault(site, page):
    page.set_viewport_size({"width": 320, "height": 800})

    assert look(page, site, ["/en/", "/en/cities/matsumoto/", "/en/history/?kind=nonsense"]) == {}


@pytest.mark.parametrize(("width", "scheme"), MATRIX)
def test_no_page_has_a_fault(site, page, paths, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    filtered = ["/en/history/?city=matsumoto&kind=gift", "/en/history/?kind=nonsense"]

    assert look(page, site, paths + filtered) == {}


@pytest.mark.parametrize(("width", "scheme"), [(768, "light"), (1280, "light"), (1280, "dark")])
def test_no_page_of_the_desk_has_a_fault(admin, site, width, scheme):
    admin.emulate_media(color_scheme=scheme)
    admin.set_viewport_size({"width": width, "height": 900})

    assert look(admin, site, admin_paths()) == {}
