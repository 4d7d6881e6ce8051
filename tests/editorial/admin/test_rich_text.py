"""What the rich editor asks the server, and what a form says of its texts."""

import pytest
from django.urls import reverse

from editorial.links import checking
from tests.admin_client import PUBLISH, filled_in
from tests.builders import make_city, make_page, make_source
from tests.selecting import page_of

pytestmark = pytest.mark.django_db


def test_pasted_text_comes_back_in_order_with_what_was_left_out_in_words(admin_client):
    sent = {"html": '<h1>A</h1><p><img src="x"><span lang="en-US">b</span></p>', "language": "en"}

    answer = admin_client.post(reverse("admin:paste"), sent).json()

    assert answer == {
        "html": "<h3>A</h3><p>b</p>",
        "notice": "Taken out: a picture (pictures have a field of their own).",
    }


@pytest.mark.parametrize("query", ["", " ", "…", "\x00"])
def test_what_holds_no_word_finds_no_target_for_a_link(admin_client, query):
    make_page(title="Target")

    answer = admin_client.get(reverse("admin:link_targets"), {"q": query})

    assert answer.json() == {"targets": []}


def saved(client, page, body):
    path = reverse("admin:pages_page_change", args=[page.pk])
    data = filled_in(client.get(path))
    client.post(path, {**data, "sections-0-body_en": body})
    return client.get(path).content.decode()


def test_saving_says_what_was_left_out_and_which_links_lead_nowhere(admin_client):
    page = make_page(sections=[{"heading": "One", "body": "<p>One.</p>"}])

    html = saved(admin_client, page, '<p><img src="x">See <a href="/nowhere/">it</a>.</p>')

    assert "Taken out: a picture" in html
    assert "The link /nowhere/ leads nowhere on this site." in html


def link_to(href):
    return f'<p>See <a href="{href}">it</a>.</p>'


def test_a_link_to_nowhere_is_told_at_the_top_beside_the_form_and_where_it_stands(admin_client):
    page = make_page(sections=[{"heading": f"Part {n}", "body": "<p>One.</p>"} for n in range(5)])
    path = reverse("admin:pages_page_change", args=[page.pk])
    data = filled_in(admin_client.get(path)) | {"sections-3-body_en": link_to("/nowhere/")}
    told = "The link /nowhere/ leads nowhere on this site."

    html = page_of(admin_client.post(path, data, follow=True))

    assert told in [message.get_text() for message in html.select(".messagelist li")]
    (line,) = [each for each in html.select(".check a") if each.get_text() == told]
    part = next(part for part in html.select(".part") if line["href"] == f"#{part['id']}")
    assert part.first("summary h3").get_text() == "Part 3"
    assert [part.first("details").has("open") for part in html.select(".part")] == [
        *(False, False, False, True, False)
    ]


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("#nothing", "There is no place “#nothing” on the page “About”."),
        ("#{anchor}", ""),
        ("https://example", "https://example is no address."),
    ],
)
def test_a_link_to_a_place_on_the_same_page_has_to_be_there(admin_client, href, told):
    page = make_page("About", sections=[{"heading": "One", "body": "<p>One.</p>"}])
    anchor = page.sections.get().anchor

    html = saved(admin_client, page, link_to(href.format(anchor=anchor)))

    assert ("Look at the links." in html) == bool(told)
    assert told in html


def save_button(client, link, words="Take part"):
    """Save a section with a button; return the section's answer and what is stored of its link."""
    page = make_page(
        sections=[{"kind": "call_to_action", "link_label": words, "link": "/history/"}]
    )
    path = reverse("admin:pages_page_change", args=[page.pk])
    data = filled_in(client.get(path)) | {"sections-0-link": link} | PUBLISH
    response = client.post(path, data, follow=True)
    return response, page.sections.get().link


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("/take-part/", "/take-part/"),
        ("www.slc.gov/x", "https://www.slc.gov/x"),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:office@example.org", "mailto:office@example.org"),
        ("/ja/take-part/write/?kind=idea#top", "/take-part/write/?kind=idea#top"),
    ],
)
def test_where_a_button_leads_is_understood(admin_client, typed, stored):
    _response, link = save_button(admin_client, typed)

    assert link == stored


@pytest.mark.parametrize("typed", ["take-part", "javascript:alert(1)", "//example.org", "https:/x"])
def test_what_is_no_address_for_a_button_is_refused_beside_its_field(admin_client, typed):
    response, link = save_button(admin_client, typed)

    assert "is no address" in response.content.decode()
    assert link == "/history/"


def test_a_button_to_nowhere_is_told_and_stands_on_the_first_page(admin_client):
    response, link = save_button(admin_client, "/nowhere/")

    assert link == "/nowhere/"
    assert "The link /nowhere/ leads nowhere on this site." in response.content.decode()
    assert [problem for broken in checking.broken_links() for problem in broken.problems] == [
        "The link /nowhere/ leads nowhere on this site."
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"link_label": "Join"}, "“Join” leads nowhere yet: say where, or readers see no button."),
        ({"link": "/history/"}, "The link has no words, so readers see no button."),
        (
            {"link": "/history/", "link_label": "Click here"},
            "The link “Click here” does not say where it leads.",
        ),
    ],
)
def test_a_button_that_lacks_something_is_told_before_publishing(admin_client, values, told):
    page = make_page(sections=[{"kind": "call_to_action", "heading": "One", **values}])

    html = admin_client.get(reverse("admin:pages_page_change", args=[page.pk])).content.decode()

    assert told in html


def test_an_address_that_was_typed_is_stored_by_what_it_leads_to_and_others_stay(admin_client):
    target = make_page(title="Target", slug="target")
    page = make_page(sections=[{"heading": "One", "body": "<p>One.</p>"}])

    html = saved(admin_client, page, '<p><a href="/en/target/">x</a> {days}</p>')

    assert f"/go/{target.entry_id}/" in html


def test_a_placeholder_that_stands_for_nothing_is_refused_beside_its_field(admin_client):
    page = make_page(sections=[{"heading": "One", "body": "<p>One.</p>"}])
    path = reverse("admin:pages_page_change", args=[page.pk])
    data = filled_in(admin_client.get(path))

    response = admin_client.post(path, {**data, "sections-0-body_en": "<p>{dayz}</p>"})

    assert "“{dayz}” stands for nothing here." in response.content.decode()


def test_what_is_called_just_so_stands_before_what_names_it_beside_other_things(admin_client):
    make_source(description="A newspaper article on Matsumoto")
    make_page(title="Matsumoto, the city", slug="matsumoto-page")
    make_city(name="Matsumoto")

    answer = admin_client.get(reverse("admin:link_targets"), {"q": "matsumoto"}).json()

    assert [target["kind"] for target in answer["targets"]] == ["City", "Page", "Source"]


def test_a_link_can_lead_to_whatever_is_found_what_is_named_so_first(admin_client):
    page = make_page(title="About", sections=[{"body": "<p>Matsumoto is in Japan.</p>"}])
    city = make_city(name="Matsumoto")

    answer = admin_client.get(reverse("admin:link_targets"), {"q": "matsu"}).json()

    assert answer["targets"] == [
        {
            "href": f"/go/{city.entry_id}/",
            "address": f"/cities/{city.slug}/",
            "title": "Matsumoto",
            "kind": "City",
        },
        {
            "href": f"/go/{page.entry_id}/",
            "address": f"/{page.slug}/",
            "title": "About",
            "kind": "Page",
        },
    ]
