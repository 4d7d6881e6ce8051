"""What stands on every page is kept until the next publication, and no draft comes near it."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from editorial import publishing
from editorial.cache.kept import KEPT
from editorial.previews.draft import newest_draft
from editorial.previews.drawing import Bar, draw
from editorial.revisions.versions import read
from editorial.seed import loader as seed
from tests.builders import contents_of, make_city, make_goal, make_home, make_page, make_site
from tests.crawl import named_paths

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site():
    make_site(program_name="Sister Cities")
    make_home()


def save(row, **values):
    """Save a draft with these facts and English texts."""
    facts, texts = contents_of(type(row), **{"slug": row.slug, **values})
    publishing.save(row.entry, facts=facts, texts=texts)


def shown(client, path):
    return client.get(path).content.decode()


def drawn(row, place):
    draft = newest_draft(read(row.entry))
    request = RequestFactory().get("/")
    with translation.override("en"):
        return draw(request, draft, "en", place, Bar("en"), {}).content.decode()


def asked_by(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.usefixtures("site")
def test_the_second_page_asks_for_nothing_that_the_first_one_had_made(client):
    make_page(slug="one", sections=[{"heading": "One"}])
    make_page(slug="two", sections=[{"heading": "Two"}])

    first, second = asked_by(client, "/en/one/"), asked_by(client, "/en/two/")

    # Cities, their names and stages; settings; pages.
    assert first - second == 5


@pytest.mark.usefixtures("site")
def test_the_city_that_a_page_names_is_that_of_the_last_publication(client):
    city = make_city(name="Northtown", slug="north")
    assert "Northtown" in shown(client, "/en/cities/")

    save(city, name="Northville", country="JP", latitude="36", longitude="137",
         time_zone="Asia/Tokyo")  # fmt: skip
    assert "Northville" not in shown(client, "/en/cities/")
    publishing.publish(city.entry, ["en"])

    assert "Northville" in shown(client, "/en/cities/")
    assert "Northtown" not in shown(client, "/en/cities/")


@pytest.mark.usefixtures("site")
def test_the_menu_marks_the_page_at_hand_whoever_had_it_made(client):
    make_page(title="First page", slug="first", menu="header")
    make_page(title="Second page", slug="second", menu="header")

    pages = [shown(client, f"/en/{slug}/") for slug in ("first", "second", "first")]

    assert pages[0] == pages[2] != pages[1]
    assert [page.count('aria-current="page"') for page in pages] == [
        pages[0].count('aria-current="page"')
    ] * 3


@pytest.mark.usefixtures("site")
def test_each_language_has_its_own(client):
    make_city(name="Northtown", slug="north", translations={"ja": {"name": "北町"}})

    pages = [shown(client, f"/{language}/cities/") for language in ("en", "ja", "en", "ja")]

    assert pages[:2] == pages[2:]
    assert "Northtown" in pages[0]
    assert "北町" not in pages[0]
    assert "北町" in pages[1]


@pytest.mark.usefixtures("site")
def test_a_preview_takes_nothing_that_is_kept_and_leaves_nothing(client):
    city = make_city(name="Northtown", slug="north")
    goal = make_goal(name="Aid", slug="aid")
    save(city, name="Northville", country="JP", latitude="36", longitude="137",
         time_zone="Asia/Tokyo")  # fmt: skip
    save(goal, name="Relief")
    KEPT.clear()

    previews = [drawn(city, "cities/"), drawn(goal, "goals/")]
    assert KEPT.size == 0
    public = [shown(client, "/en/cities/"), shown(client, "/en/goals/")]
    again = [drawn(city, "cities/"), drawn(goal, "goals/")]

    assert ["Northville" in previews[0], "Relief" in previews[1]] == [True, True]
    assert ["Northtown" in public[0], "Aid" in public[1]] == [True, True]
    assert ["Northville" in public[0], "Relief" in public[1]] == [False, False]
    assert previews == again
    assert public == [shown(client, "/en/cities/"), shown(client, "/en/goals/")]


@pytest.mark.proof
def test_every_page_is_the_same_whether_its_parts_are_kept_or_made_anew(client, settings):
    seed.load(settings.CONTENT_DIR)
    # The form tells when it was shown.
    paths = [path for path in named_paths(client) if not path.endswith("/write/")]

    anew = {}
    for path in paths:
        KEPT.clear()
        anew[path] = shown(client, path)
    kept = {path: shown(client, path) for path in paths}
    twice = {path: shown(client, path) for path in reversed(paths)}

    assert len(paths) > 100
    assert [path for path in paths if not anew[path] == kept[path] == twice[path]] == []
