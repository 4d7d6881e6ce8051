"""What readers find at the address of what was taken off the site."""

import re

import pytest

from editorial import publishing
from editorial.models import TakenOff
from editorial.publishing import delete as deletion
from editorial.publishing import taking_off
from editorial.publishing.taking_off import CannotTakeOffError, Why
from editorial.text import languages
from tests.builders import make_city, make_goal, make_page
from tests.editorial.web.test_redirects import rename

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ERROR, MERGED, WITHDRAWN = TakenOff.Reason.values


def take_off(root, reason=ERROR, target=None, explanation=""):
    why = Why(reason, target and target.entry, explanation)
    return taking_off.take_off(root.entry, languages.codes(), why=why)


def location(response):
    return response.status_code, response.headers["Location"]


def test_what_was_published_in_error_is_gone_and_the_page_says_so(client):
    page = make_page(slug="wrong")
    take_off(page)

    response = client.get("/en/wrong/")

    assert response.status_code == 410
    assert "This page is gone." in response.content.decode()
    assert "/en/wrong/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("reason", [ERROR, MERGED])
@pytest.mark.parametrize(
    ("make", "folder"), [(make_page, ""), (make_city, "cities/"), (make_goal, "goals/")]
)
def test_its_address_leads_to_something_of_any_kind(client, make, folder, reason):
    root, other = make(slug="before"), make_city(slug="there", name="There")
    take_off(root, reason, other)

    assert location(client.get(f"/ja/{folder}before/")) == (301, "/ja/cities/there/")


def test_a_former_address_leads_on_with_it(client):
    page, other = make_page(slug="before"), make_page(slug="other")
    rename(page, "after")
    take_off(page, MERGED, other)

    assert location(client.get("/en/before/")) == (301, "/en/other/")
    assert location(client.get("/en/after/")) == (301, "/en/other/")


@pytest.mark.parametrize("explanation", TakenOff.Explanation)
def test_what_is_withdrawn_keeps_its_address_and_is_explained(client, explanation):
    page, other = make_page(slug="before"), make_page(slug="other", title="Another page")
    take_off(page, WITHDRAWN, other, explanation)

    response = client.get("/en/before/")

    html = response.content.decode()
    assert (response.status_code, response.headers["X-Robots-Tag"]) == (200, "noindex")
    assert str(explanation.label) in html
    assert re.search(r'<a href="/en/other/">\s*Another page</a>', html)


def test_publishing_it_again_ends_where_its_address_led(client):
    page, other = make_page(slug="before", title="Back"), make_page(slug="other")
    take_off(page, MERGED, other)
    publishing.publish(page.entry, ["en"])

    assert "Back" in client.get("/en/before/").content.decode()
    assert not TakenOff.objects.exists()


def test_from_one_taken_off_to_the_next_the_address_leads_to_the_last(client):
    first, second, third = (make_page(slug=slug) for slug in ("one", "two", "three"))
    take_off(first, MERGED, second)
    take_off(second, MERGED, third)

    assert location(client.get("/en/one/")) == (301, "/en/three/")


def test_where_it_led_was_deleted_a_page_explains_it(client):
    page, other = make_page(slug="before"), make_page(slug="other")
    take_off(page, MERGED, other)
    deletion.delete(other.entry)

    response = client.get("/en/before/")

    assert response.status_code == 410
    assert "not on the site any more either" in response.content.decode()


def test_a_circle_that_somebody_put_into_the_database_is_no_broken_page(client):
    first, second = make_page(slug="one"), make_page(slug="two")
    take_off(first, MERGED, second)
    take_off(second, ERROR)
    TakenOff.objects.filter(entry=second.entry).update(target=first.entry)

    assert client.get("/en/one/").status_code == 410


def test_it_leads_on_also_when_it_was_deleted_later(client):
    page, other = make_page(slug="before"), make_page(slug="other")
    take_off(page, MERGED, other)
    deletion.delete(page.entry)

    assert location(client.get("/en/before/")) == (301, "/en/other/")


def test_an_address_that_something_else_has_by_now_shows_that(client):
    page, other = make_page(slug="before"), make_page(slug="other")
    take_off(page, MERGED, other)
    rename(page, "elsewhere")
    make_page(slug="before", title="The new one")

    assert "The new one" in client.get("/en/before/").content.decode()


def test_as_long_as_one_language_is_public_its_page_is_shown(client):
    page = make_page(slug="before", title="Shown", translations={"ja": {"title": "題"}})

    assert taking_off.take_off(page.entry, ["ja"]) == ["ja"]

    assert "Shown" in client.get("/ja/before/").content.decode()
    assert not TakenOff.objects.exists()


@pytest.mark.parametrize(
    ("reason", "field"),
    [(None, "reason"), ("odd", "reason"), (MERGED, "target"), (WITHDRAWN, "explanation")],
)
def test_half_a_reason_takes_nothing_off(client, reason, field):
    page = make_page(slug="before")

    with pytest.raises(CannotTakeOffError) as refused:
        taking_off.take_off(page.entry, ["en"], why=reason and Why(reason))

    assert refused.value.field == field
    assert client.get("/en/before/").status_code == 200


def test_it_leads_neither_to_itself_nor_to_what_is_not_public():
    page, other = make_page(), make_page(public=False)

    for target in (page, other):
        with pytest.raises(CannotTakeOffError):
            take_off(page, MERGED, target)
