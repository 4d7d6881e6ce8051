"""A changed address leads on to the new one, in every language; a free one leads nowhere."""

import pytest

from editorial import publishing
from editorial.publishing import delete as deletion
from editorial.revisions import snapshots
from tests.builders import make_city, make_goal, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def rename(root, slug):
    facts, _texts = snapshots.read(root)
    facts["root"]["slug"] = slug
    publishing.save(root.entry, facts=facts)
    publishing.publish(root.entry, ["zxx"])


@pytest.mark.parametrize(
    ("make", "folder"), [(make_page, ""), (make_city, "cities/"), (make_goal, "goals/")]
)
def test_an_old_address_redirects_for_good(client, make, folder):
    root = make(slug="before")
    rename(root, "after")

    response = client.get(f"/en/{folder}before/")

    assert (response.status_code, response.headers["Location"]) == (301, f"/en/{folder}after/")


def test_an_address_that_was_only_a_draft_leads_nowhere(client):
    page = make_page(slug="before")
    facts, _texts = snapshots.read(page)
    facts["root"]["slug"] = "draft"
    publishing.save(page.entry, facts=facts)

    assert client.get("/en/draft/").status_code == 404


def test_an_address_given_to_another_page_shows_that_page(client):
    page = make_page(slug="before", title="First")
    rename(page, "after")
    make_page(slug="before", title="Second")

    assert "Second" in client.get("/en/before/").content.decode()


def test_what_was_deleted_leads_nowhere(client):
    page = make_page(slug="before")
    rename(page, "after")
    deletion.delete(page.entry)

    assert client.get("/en/before/").status_code == 404


def test_an_address_that_never_was_leads_nowhere(client):
    assert client.get("/en/never/").status_code == 404
