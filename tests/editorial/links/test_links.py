"""A link to something of ours is stored by what it leads to, and survives changed addresses."""

import pytest
from django.test import override_settings
from django.utils import translation

from editorial import publishing
from editorial.links import checking, own
from editorial.publishing import delete as deletion
from pages.models import Section
from tests.builders import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def target():
    return make_page("Our program", slug="our-program", sections=[{"heading": "One"}])


def linking(href):
    return make_page(
        "About", slug="about", sections=[{"body": f'<p>See <a href="{href}">it</a>.</p>'}]
    )


def shown(client, language="en"):
    html = client.get(f"/{language}/about/").content.decode()
    return html[html.index("<p>See") :].split("</p>")[0]


def rename(page, slug):
    facts = publishing.versions_of(page.entry).facts("working")
    facts = {**facts, "root": {**facts["root"], "slug": slug}}
    publishing.publish_change(page.entry, facts=facts)


@override_settings(SITE_URL="https://ours.example")
@pytest.mark.parametrize(
    "href",
    [
        "/our-program/",
        "/ja/our-program/",
        "/ZH-TW/Our-Program/",
        "https://ours.example/en/our-program/",
        "http://ours.example/our-program/",
    ],
)
def test_an_address_of_ours_that_was_typed_is_stored_by_what_it_leads_to(target, href):
    assert own.made_stable(f'<p><a href="{href}">x</a></p>') == (
        f'<p><a href="/go/{target.entry_id}/">x</a></p>'
    )


def test_a_former_address_is_understood_and_the_rest_of_an_address_is_kept(target):
    rename(target, "the-program")

    assert own.made_stable('<a href="/our-program/?a=1&amp;b=2#s">x</a>') == (
        f'<a href="/go/{target.entry_id}/?a=1&amp;b=2#s">x</a>'
    )


@pytest.mark.parametrize(
    "href", ["https://example.org/our-program/", "mailto:a@example.org", "/history/", "/nowhere/"]
)
def test_what_leads_elsewhere_or_to_a_fixed_page_stays_as_it_is(target, href):
    html = f'<a href="{href}">x</a>'

    assert own.made_stable(html) == html


@pytest.mark.parametrize("href", ["/sitemap.xml", "/robots.txt", "/admin/"])
def test_what_has_no_language_is_known_and_stays_so(client, home, href):
    linking(href)

    assert checking.problems([f'<a href="{href}">x</a>'])[0] == []
    assert shown(client, "ja") == f'<p>See <a href="{href}">it</a>.'


def test_visitors_get_the_present_address_in_their_language(client, home, target):
    linking(f"/go/{target.entry_id}/#s-1")

    assert shown(client) == '<p>See <a href="/en/our-program/#s-1">it</a>.'
    rename(target, "the-program")
    assert shown(client, "ja") == '<p>See <a href="/ja/the-program/#s-1">it</a>.'


def test_a_link_to_what_was_deleted_leaves_its_words(client, home, target):
    linking(f"/go/{target.entry_id}/")

    deletion.delete(target.entry)

    assert shown(client) == "<p>See it."


def test_the_stored_address_itself_leads_on(client, home, target):
    assert client.get(f"/ja/go/{target.entry_id}/").url == "/ja/our-program/"
    for nowhere in ("99999", "9" * 18, "9" * 30, "9" * 5000, "٣"):
        assert client.get(f"/en/go/{nowhere}/").status_code == 404


def test_many_links_cost_as_much_as_one(django_assert_num_queries, target):
    others = [make_page(slug=f"other-{number}") for number in range(4)]
    one = f'<a href="/go/{target.entry_id}/">x</a><a href="/our-program/">x</a>'
    many = "".join(
        f'<a href="/go/{page.entry_id}/">x</a><a href="/{page.slug}/">x</a>' for page in others
    )

    with django_assert_num_queries(3):
        checking.problems([one])
    with django_assert_num_queries(3):
        checking.problems([many, one, many])


def test_former_addresses_are_asked_for_where_nothing_stands_today(
    django_assert_num_queries, target
):
    lost = '<a href="/lost/">x</a>'

    with django_assert_num_queries(4):
        checking.problems([lost, '<a href="/our-program/">x</a>', lost.replace("lost", "gone")])


@pytest.mark.parametrize(
    ("href", "said"),
    [
        ("/nowhere/", "leads nowhere"),
        ("/go/99999/", "leads nowhere"),
        ("http:/x", "is no address"),
        ("https://example", "is no address"),
        ("mailto:office", "no email address"),
        ("tel:office", "no phone number"),
        ("about.html", "is no address"),
        ("/our-program/#nothing", "no place “#nothing”"),
        ("/our-program/", ""),
        ("https://example.org", ""),
        ("mailto:a@example.org?subject=x", ""),
        ("tel:+1 801-555-0100", ""),
        ("/history/", ""),
    ],
)
def test_a_link_to_nowhere_is_told_in_words(target, href, said):
    with translation.override("ja"):
        elsewhere = checking.problems([f'<a href="{href}">x</a>'])[0]
    found = checking.problems([f'<a href="{href}">x</a>'])[0]

    assert [said in problem for problem in found] == ([True] if said else [])
    assert len(elsewhere) == len(found)


def test_links_are_checked_anew_after_every_publication(target):
    page = linking(f"/go/{target.entry_id}/")
    assert checking.broken_links() == []

    publishing.withdraw(target.entry, ["en"])

    (broken,) = checking.broken_links()
    assert (broken.entry, broken.language) == (page.entry, "en")
    assert "“Our program”" in broken.problems[0]


ONE, TWO = "6a1f7c1e-0000-4000-8000-000000000001", "7b1f7c1e-0000-4000-8000-000000000002"


def with_two_parts(title="About", slug="about", body='<a href="#s-7b1f7c1e">See below</a>', **more):
    sections = [{"id": ONE, "body": f"<p>{body}</p>"}, {"id": TWO, "heading": "Below"}]
    return make_page(title, slug=slug, sections=sections, **more)


def without_part(page, pk):
    """Publish a page without one of its sections."""
    versions = publishing.versions_of(page.entry)
    facts, texts = versions.facts("working"), versions.texts("working")
    parts = [part for part in facts["parts"] if part["id"] != pk]
    texts = {code: {k: v for k, v in of.items() if k != pk} for code, of in texts.items()}
    publishing.publish_change(page.entry, facts={**facts, "parts": parts}, texts=texts)


def test_a_link_to_a_part_that_was_taken_from_its_own_page_is_told_after_publishing():
    page = with_two_parts()
    assert checking.broken_links() == []

    without_part(page, TWO)

    (broken,) = checking.broken_links()
    assert not Section.objects.filter(pk=TWO).exists()
    assert (broken.entry, broken.language) == (page.entry, "en")
    assert broken.problems == ("There is no place “#s-7b1f7c1e” on the page “About”.",)


def test_each_page_has_its_own_places():
    with_two_parts()
    make_page("Other", slug="other", sections=[{"body": '<p><a href="#s-7b1f7c1e">x</a></p>'}])

    assert [str(broken.entry) for broken in checking.broken_links()] == ["Other"]
