"""Views hand over what templates print: no statement runs while a template is rendered."""

import pytest
from django.template import Context
from django.template.engine import Engine

from cities.models import City, Goal
from pages.models import Page
from tests.builders import make_event, make_page
from tests.crawl import read
from tests.involvement.form_client import choose, send
from tests.rendering import asked_while_rendering
from tests.submissions import make_idea
from tests.test_query_counts import make_picture

pytestmark = pytest.mark.django_db


def addresses():
    """Return one address of every kind of public page, all kinds of content shown on them."""
    of_template = dict(Page.objects.values_list("template", "slug"))
    assert set(of_template) == set(Page.Template.values)
    city = City.objects.exclude(is_home=True).first()
    goal = Goal.objects.first()
    return {
        "home": "/en/",
        "cities": "/en/cities/",
        "city": f"/en/cities/{city.slug}/",
        "goals": "/en/goals/",
        "goal": f"/en/goals/{goal.slug}/",
        "history": "/en/history/",
        "sources": "/en/sources/",
        "history, narrowed": f"/en/history/?city={city.slug}&goal={goal.slug}&decade=1990s",
        "history, narrowed by nonsense": "/en/history/?kind=nonsense",
        **{f"page, {name}": f"/en/{slug}/" for name, slug in of_template.items()},
        "privacy": "/en/privacy/",
        "site map": "/en/site-map/",
        "take part": "/en/take-part/write/?kind=memory",
        "ideas": "/en/ideas/",
        "nothing": "/en/nowhere/",
        "nothing, without a language": "/media/nowhere.jpg",
        "for search engines": "/sitemap.xml",
        "for search engines, a part": "/sitemap-rows.xml",
        "for home screens": "/site.webmanifest",
    }


def fill_what_the_seed_lacks(folder):
    """Add a page of the plainest template with each kind of section, pictures, and an idea."""
    picture = make_picture(folder)
    kinds = ["text", "picture", "facts", "table", "call_to_action", "goals", "cities"]
    make_page(
        slug="plain",
        sections=[
            {
                "kind": kind,
                "heading": kind,
                "facts": "One: two",
                "picture": picture,
                "alt": "A view",
            }
            for kind in kinds
        ],
    )
    city, goal = City.objects.exclude(is_home=True).first(), Goal.objects.first()
    for start in ("1995-05-01", "2999-01-01"):
        make_event(cities=[city], goals=[goal], start=start, picture=picture, alt="A view")
    make_idea(city=city.entry, goal=goal.entry)


def test_no_statement_runs_while_a_public_page_is_rendered(seeded, client, monkeypatch, tmp_path):
    fill_what_the_seed_lacks(tmp_path)

    asked = {}
    for kind, address in addresses().items():
        with asked_while_rendering(monkeypatch) as statements:
            response = client.get(address)
        assert response.status_code == (404 if "nowhere" in address else 200), kind
        asked[kind] = list(statements)

    assert {kind: statements for kind, statements in asked.items() if statements} == {}


@pytest.mark.proof
def test_no_statement_runs_while_a_page_of_the_form_is_rendered(seeded, client, monkeypatch):
    receipt = send(client)["Location"]
    own_page = read(client, receipt).first("a", **{"class": "receipt__link"}).get("href")
    steps = {
        "nothing chosen": lambda: choose(client, kind=""),
        "a child": lambda: choose(client, age_band="child"),
        "an adult": lambda: choose(client),
        "a young person": lambda: choose(client, age_band="young"),
        "something wrong": lambda: send(client, name=""),
        "the receipt": lambda: client.get(receipt),
        "the sender's own page": lambda: client.get(own_page),
        "a link that leads nowhere": lambda: client.get(own_page + "x"),
    }

    asked = {}
    for step, take in steps.items():
        with asked_while_rendering(monkeypatch) as statements:
            take()
        asked[step] = list(statements)

    assert {step: statements for step, statements in asked.items() if statements} == {}


@pytest.mark.proof
def test_an_error_page_for_staff_asks_nothing_either(seeded, client, monkeypatch):
    with asked_while_rendering(monkeypatch) as statements:
        response = client.get("/admin/nowhere/", follow=True)

    assert response.status_code == 200
    assert statements == []


@pytest.mark.parametrize(
    "source", ["{% for goal in goals %}{{ goal }}{% endfor %}", '{% include "inner" %}']
)
def test_a_queryset_that_a_template_reads_is_found(monkeypatch, source):
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", {"inner": "{{ goals|length }}"})]
    )
    template = engine.from_string(source)

    with asked_while_rendering(monkeypatch) as statements:
        list(Goal.objects.all())
        template.render(Context({"goals": Goal.objects.all()}))

    assert len(statements) == 1
