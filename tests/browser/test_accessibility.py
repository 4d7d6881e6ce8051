"""No fault that axe can see, on any page, at three widths, light and dark."""

import pytest
from django.urls import reverse

from cities.models import City, Event
from editorial.seed import loader as seed
from pages.models import Page
from reports import drafting
from tests.browser.axe import WIDTHS, faults, faults_of_colors, look

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]

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


def test_a_color_that_is_too_faint_in_the_dark_alone_is_found(site, page):
    page.goto(f"{site.url}/en/")
    page.evaluate(
        """() => document.styleSheets[0].insertRule(
          "@media (prefers-color-scheme: dark) { p { color: #333 !important } }",
          document.styleSheets[0].cssRules.length)"""
    )

    assert faults(page) == []
    assert faults_of_colors(page, "dark")[0].startswith("dark, color-contrast")


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


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_fault(site, page, paths, width):
    page.set_viewport_size({"width": width, "height": 900})
    filtered = ["/en/history/?city=matsumoto&kind=gift", "/en/history/?kind=nonsense"]
    filtered += ["/en/search/?q=松本", "/uk/search/?q=tsunami&page=1", "/en/search/?q=nowhere"]

    assert look(page, site, paths + filtered) == {}


@pytest.mark.parametrize("width", [768, 1280])
def test_no_page_of_the_desk_has_a_fault(admin, site, width):
    # As tall as a form: the bar at its foot covers a part of what scrolling uncovers.
    admin.set_viewport_size({"width": width, "height": 6000})

    assert look(admin, site, admin_paths()) == {}
