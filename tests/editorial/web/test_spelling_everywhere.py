"""Every public address leads to the right one in capitals and with its language respelled."""

import pytest
from django.urls import get_resolver, reverse

from cities.models import City, Goal
from editorial.web.spelling import SMALL, usual_spelling
from pages.models import Page
from tests.builders import make_event, make_meeting_rule, make_report
from tests.crawl import named_paths, sampled
from tests.editorial.web.test_spelling import leads
from tests.saltlake_sister.admin_rows import make_picture
from tests.submissions import make_idea

pytestmark = pytest.mark.django_db

OTHERWISE = {
    "en": "en-US",
    "es": "es_419",
    "ja": "ja_JP",
    "zh-hant": "zh-TW",
    "uk": "uk-UA",
    "ru": "ru-RU",
    "it": "it-CH",
}
# For staff, and files whose names are case-sensitive because nobody can guess them.
NOT_PUBLIC = ("admin/", "media/")
# What stands in place of a secret, and of what is only found behind one.
SECRETS = {"token": "AbC:xY-z", "secret": "AbC:xY-z", "place": "Cities/"}
EXAMPLES = {"uid": "0f3c1b9e-58f2-4a55-9e6d-0c1c1f0f7a11", "which": "small", "entry_pk": 12}


def respelled(path):
    """List an address in capitals, and with its language written otherwise."""
    language, _slash, rest = path.removeprefix("/").partition("/")
    if language not in OTHERWISE:
        # "/" is written in one way.
        return [path.upper()] if path != path.upper() else []
    other = OTHERWISE[language]
    return [path.upper(), f"/{other}/{rest}", f"/{other.upper()}/{rest.title()}"]


def public_routes(resolver=None, space=""):
    """List the public addresses as (name, names of their parts)."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if str(pattern.pattern).startswith(NOT_PUBLIC):
            continue
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += public_routes(pattern, inner)
        else:
            parts = pattern.pattern.regex.groupindex.keys()
            found.append((space + pattern.name, frozenset(parts)))
    return found


ROUTES = sorted(public_routes(), key=lambda route: route[0])
BEHIND_SECRETS = {name for name, parts in ROUTES if parts & SECRETS.keys()}


@pytest.fixture
def examples(seeded):
    """Map each public address that has parts and no secret to the parts of one that opens."""
    picture, city = make_picture(), City.objects.partners().order_by("pk")[0]
    visit = make_event(slug="a-visit", start="1995-05-01", picture=picture, decorative=True)
    make_report(2024)
    idea, rule = make_idea(), make_meeting_rule()
    slugs = {
        "cities:city_detail": city.slug,
        "cities:calendar_of_city": city.slug,
        "cities:goal_detail": Goal.objects.order_by("pk")[0].slug,
        "cities:event": visit.slug,
        "cities:event_file": visit.slug,
        "pages:city_brief": city.slug,
        "pages:page": Page.objects.order_by("-pk")[0].slug,
    }
    return {
        **{name: {"slug": slug} for name, slug in slugs.items()},
        "card": {"kind": "city", "slug": city.slug},
        "cities:calendar_of_kind": {"kind": "culture"},
        "cities:decade": {"decade": "1990s"},
        "cities:meeting_file": {"rule": rule.entry.calendar.uid, "day": "2026-02-04"},
        "list_card": {"name": "history"},
        "sitemap_part": {"section": "rows"},
        "data": {"name": "cities", "extension": "json"},
        "figures_of_all": {"extension": "csv"},
        "figures_of_year": {"year": "2024", "extension": "json"},
        "involvement:claim": {"key": picture.pk},
        "involvement:me_too": {"key": idea.pk},
        "links:go": {"entry_pk": city.entry_id},
        "reports:report": {"year": "2024"},
    }


def test_each_page_of_the_site_map_is_found_in_every_spelling(seeded, client):
    paths = sampled(named_paths(client))
    wrong = {typed: path for path in paths for typed in respelled(path)}

    assert len(paths) > 200
    assert {typed: usual_spelling(typed) for typed in wrong} == wrong


def test_each_public_address_leads_to_the_right_one_which_opens(examples, client):
    parts = {name: examples.get(name, {}) for name, _parts in ROUTES if name not in BEHIND_SECRETS}
    assert {name for name, given in ROUTES if given and name in parts} == examples.keys()

    led = {}
    for name, values in parts.items():
        right = reverse(name, kwargs=values)
        opens = client.get(right).status_code < 400
        led[right] = opens and [leads(client, typed) for typed in respelled(right)]

    assert led == {right: [(301, right)] * len(respelled(right)) for right in led}


@pytest.mark.parametrize("name", sorted(BEHIND_SECRETS))
def test_a_secret_stays_as_it_was_typed(name):
    (parts,) = [parts for each, parts in ROUTES if each == name]
    values = {part: SECRETS.get(part) or EXAMPLES[part] for part in parts}
    right = reverse(name, kwargs=values)

    for language in ("EN", "en-US", "En_gb"):
        typed = f"/{language}/{right.removeprefix('/en/')}"
        assert usual_spelling(typed) == right
    rest = right.removeprefix("/en/")
    before, secret, after = rest.partition("AbC:xY-z")
    assert usual_spelling(f"/EN/{before.upper()}{secret}{after}") == right


def test_of_each_part_is_known_whether_it_is_a_secret():
    parts = frozenset().union(*(parts for _name, parts in ROUTES))

    assert parts - SECRETS.keys() == SMALL
    assert not SECRETS.keys() & SMALL


@pytest.mark.parametrize(
    "typed",
    [
        *["/EN/cities/nowhere/brief/", "/EN/cities/nowhere/calendar.ics", "/EN/cities/about-us/"],
        *[
            "/EN/events/nothing/event.ics",
            "/EN/cards/city/nowhere.png",
            "/EN/cards/city/about-us.png",
        ],
        *["/EN/reports/1066/", "/EN/reports/0000/", "/en/Reports/12/", "/en/History/1980/"],
        *["/Data/v1/people.json", "/Data/v1/cities.xml", "/EN/cards/person/ann.png"],
    ],
)
def test_what_is_not_there_is_found_in_no_spelling(seeded, typed):
    assert usual_spelling(typed) is None
