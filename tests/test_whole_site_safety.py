"""What every page keeps from a reader: foreign code, cookies, loose policies."""

import json

import pytest
from django.apps import apps
from django.urls import reverse

from cities.models import City
from saltlake_sister.headers import PERMISSIONS_POLICY
from tests.admin_client import sign_in
from tests.builders import make_city, make_event, make_goal, make_home, make_page, make_site
from tests.crawl import read

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


def policy_of(headers):
    rules = headers["Content-Security-Policy"].split(";")
    return dict(rule.strip().split(" ", 1) for rule in rules if rule.strip())


def inline_code(page):
    """List what a strict policy would refuse: style attributes, handlers, scripts in the page."""
    found = []
    for element in page.document.iter():
        found += [
            f"{element.tag} {name}"
            for name in element.attrib
            if name == "style" or name.startswith("on")
        ]
    found += ["style element" for _style in page.all("style")]
    for script in page.all("script"):
        is_data = script.get("type") in {"application/ld+json", "application/json"}
        if script.get("src") is None and script.get("nonce") is None and not is_data:
            found.append("script element")
    return found


def test_every_public_page_has_the_strict_policy(whole_site):
    loose = {
        page.path: policy_of(page.headers)
        for page in whole_site.pages
        if policy_of(page.headers) != STRICT
    }

    assert loose == {}


def test_public_pages_hold_no_code_of_their_own(whole_site):
    found = {page.path: inline_code(page) for page in whole_site.pages}

    assert {path: code for path, code in found.items() if code} == {}


def test_the_clock_of_a_city_is_the_only_script_beside_the_data_for_search_engines(whole_site):
    """Whatever it adds, each page says what it has to say without it."""
    scripts = [script for page in whole_site.pages for script in page.all("script")]
    clocks = [script for script in scripts if "there_now" in (script.get("src") or "")]
    assert clocks
    assert {script.get("type") for script in clocks} == {"module"}
    scripts = [script for script in scripts if script not in clocks]

    assert {script.get("type") for script in scripts} == {"application/ld+json"}
    assert all(json.loads(script.text) for script in scripts)


def test_a_reader_gets_no_cookie(whole_site):
    assert [page.path for page in whole_site.linked.values() if page.cookies] == []


def test_no_page_differs_by_cookie(whole_site):
    varying = {page.path: page.headers.get("Vary", "") for page in whole_site.linked.values()}

    assert [path for path, vary in varying.items() if "cookie" in vary.lower()] == []


def test_browsers_are_told_not_to_guess_not_to_frame_and_to_ask_for_nothing(whole_site):
    names = ("X-Content-Type-Options", "X-Frame-Options", "Cross-Origin-Resource-Policy")
    told = {tuple(page.headers.get(name) for name in names) for page in whole_site.pages}
    asked = {page.headers.get("Permissions-Policy") for page in whole_site.pages}

    assert told == {("nosniff", "DENY", "same-origin")}
    assert asked == {PERMISSIONS_POLICY}
    assert "camera=()" in PERMISSIONS_POLICY


def test_the_form_names_itself_to_no_other_site_and_the_other_pages_only_their_host(whole_site):
    told = {
        (page.path.endswith("/take-part/write/"), page.headers.get("Referrer-Policy"))
        for page in whole_site.pages
    }

    assert told == {(True, "no-referrer"), (False, "strict-origin-when-cross-origin")}


def test_links_to_other_sites_open_nothing_in_a_new_window(whole_site):
    links = [link for page in whole_site.pages for link in page.all("a")]

    assert [link.get("href") for link in links if link.get("target")] == []


# Pages whose address holds a number, with what comes of one that nothing has.
NUMBERED = {
    "/en/search/?q=fair&page={}": 200,
    "/en/history/?page={}": 200,
    "/en/history/?year={}": 200,
    "/en/history/?decade={}s": 200,
    "/en/history/{}s/": 404,
    "/en/sources/?page={}": 200,
    "/en/sources/?source={}": 200,
    "/en/go/{}/": 404,
    "/en/reports/{}/": 404,
    "/en/ideas/{}/me-too/": 404,
    "/en/take-part/picture/{}/": 404,
    "/data/v1/events.json?page={}": 404,
    "/data/v1/figures/{}.json": 404,
}


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "٣", "²", "1_0", "-1", "1e9", "nan"])
def test_no_number_in_an_address_breaks_a_page(client, number):
    make_site()
    make_home()
    make_event("A fair", start="1990")

    answers = {address: client.get(address.format(number)) for address in NUMBERED}

    assert {address: answer.status_code for address, answer in answers.items()} == NUMBERED


# --- The admin --------------------------------------------------------------------------------


def desk_pages():
    """List the addresses of the admin: its front page, each list, each form to add something."""
    yield reverse("admin:index")
    for label in ("cities.city", "cities.goal", "cities.event", "pages.page", "accounts.user"):
        model = apps.get_model(label)
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"admin:{name}_changelist")
        yield reverse(f"admin:{name}_add")


def relaxed(headers):
    """Return what a page's policy allows beyond the strict one, nonces aside.

    Forms show previews of this site in a frame.
    """
    policy = policy_of(headers)
    scripts = [word for word in policy["script-src"].split() if not word.startswith("'nonce-")]
    frames = policy.pop("frame-src", "'self'")
    strict = {**STRICT, "frame-src": "'self'"}
    return {**policy, "script-src": " ".join(scripts), "frame-src": frames} != strict and policy


@pytest.mark.django_db
def test_the_desk_has_the_strict_policy_too(client):
    make_site()
    home = make_home()
    rows = [make_city(), make_goal(), make_event(), make_page()]
    sign_in(client)
    addresses = list(desk_pages()) + [
        reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        for row in [home, *rows]
    ]

    pages = {address: client.get(address) for address in addresses}

    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(
        addresses, 200
    )
    loose = {address: relaxed(page.headers) for address, page in pages.items()}
    assert loose == dict.fromkeys(addresses, False)


@pytest.mark.django_db
def test_the_desk_holds_no_code_in_its_pages(client):
    make_home()
    city = make_city()
    sign_in(client)
    addresses = [*desk_pages(), reverse("admin:cities_city_change", args=[city.pk])]

    found = {}
    for address in addresses:
        page = read(client, address)
        found[address] = inline_code(page)

    assert {address: code for address, code in found.items() if code} == {}
    assert City.objects.count() == 2
