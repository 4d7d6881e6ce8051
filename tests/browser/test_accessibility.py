"""No fault that axe can see, on any page, at three widths, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from cities.models import City, Event
from editorial.seed import loader as seed
from pages.models import Page
from reports import drafting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MATRIX = [(width, scheme) for width in (320, 768, 1280) for scheme in ("light", "dark")]


# Tells whether each style sheet of a page has come. They are apart here; readers get one.
STYLED = """() => {
  const whole = (sheet) => [...sheet.cssRules].every(
    (rule) => !(rule instanceof CSSImportRule) || (rule.styleSheet && whole(rule.styleSheet)));
  try { return [...document.styleSheets].every(whole); } catch { return false; }
}"""


def open_styled(page, url):
    """Open a page; on a busy machine a browser may give up one of sixty sheets, and asks again."""
    for _try in range(3):
        page.goto(url)
        if page.evaluate(STYLED):
            return
    pytest.fail(f"A style sheet of {url} did not come.")


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
        open_styled(page, f"{server.url}{path}")
        wrong = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append("scrolls sideways")
        if wrong:
            found[path] = wrong
    return found


LISTS = [
    "plans/",
    "changes/",
    "search/",
    "settings/",
    "translations/",
    "cities/source/",
    "editorial/picture/",
    "editorial/auditentry/",
    "accounts/user/",
    "auth/group/",
]


def admin_paths():
    city, event, page = (
        City.objects.filter(is_home=False)[0],
        Event.objects.all()[0],
        Page.objects.all()[0],
    )
    report = drafting.first_draft(2018)
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
        "/admin/guide/",
        "/admin/guide/add-an-event/",
        "/admin/translations/readers/",
        "/admin/translations/suggestions/",
        "/admin/translations/files/",
        "/admin/editorial/entry/",
        "/admin/editorial/picture/add/",
        "/admin/reports/report/",
        "/admin/reports/report/draft/",
        f"/admin/reports/report/{report.pk}/change/",
        f"/admin/reports/report/{report.pk}/figures/",
        *_tasks(page.entry_id, event.entry_id),
        *(f"/admin/{path}" for path in LISTS),
    ]


def _tasks(page, event):
    """List the pages that ask before something is done, or tell what was done."""
    several = f"thing={page}&thing={event}&back=/admin/"
    return [
        reverse("admin:translate", args=[page, "ja"]),
        reverse("admin:plan_publish", args=[page]),
        reverse("admin:take_off", args=[page]),
        *(f"{reverse(f'admin:bulk_{what}')}?{several}" for what in ("publish", "take_off")),
        f"{reverse('admin:bulk_translations')}?{several}",
        reverse("admin:history", args=[page]),
    ]


def test_the_main_pages_have_no_fault(site, page):
    page.set_viewport_size({"width": 320, "height": 800})

    assert look(page, site, ["/en/", "/en/cities/matsumoto/", "/en/history/?kind=nonsense"]) == {}


def test_nothing_fades_in_while_a_page_opens(site, page):
    moving = []
    for _try in range(6):
        page.goto(f"{site.url}/en/")
        moving.append(page.evaluate("document.getAnimations().length"))

    assert moving == [0] * 6


def test_the_home_page_of_another_citys_program_has_no_fault(live_server, page, settings):
    settings.CONTENT_DIR = settings.BASE_DIR / "tests" / "programs" / "matsumoto"
    settings.LANGUAGES = [("en", "English"), ("ja", "日本語")]
    settings.LANGUAGE_CODE = "ja"
    seed.load(settings.CONTENT_DIR)
    page.set_viewport_size({"width": 320, "height": 800})

    assert look(page, live_server, ["/ja/"]) == {}


@pytest.mark.parametrize(("width", "scheme"), MATRIX)
def test_no_page_has_a_fault(site, page, paths, width, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    filtered = ["/en/history/?city=matsumoto&kind=gift", "/en/history/?kind=nonsense"]
    filtered += ["/en/search/?q=松本", "/uk/search/?q=tsunami&page=1", "/en/search/?q=nowhere"]

    assert look(page, site, paths + filtered) == {}


@pytest.mark.parametrize(("width", "scheme"), [(768, "light"), (1280, "light"), (1280, "dark")])
def test_no_page_of_the_desk_has_a_fault(admin, site, width, scheme):
    admin.emulate_media(color_scheme=scheme)
    # As tall as a form: the bar at its foot covers a part of what scrolling uncovers.
    admin.set_viewport_size({"width": width, "height": 6000})

    assert look(admin, site, admin_paths()) == {}
