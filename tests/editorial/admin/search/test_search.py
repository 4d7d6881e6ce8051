"""The search over everything: grouped, marked, each opens; nobody finds what they may not read."""

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.models import AuditEntry
from editorial.staff import roles
from involvement.apps import COORDINATOR
from tests.builders import make_city, make_event, make_goal, make_page, make_site
from tests.editorial.staff.people import editor, person, translator
from tests.saltlake_sister.admin_rows import make_picture
from tests.selecting import page_of
from tests.submissions import YOUNG, make_letter, make_submission

pytestmark = pytest.mark.django_db


def find(client, query):
    """Search; return the page."""
    response = client.post(reverse("admin:search"), {"words": query})
    assert response.status_code == 200
    return page_of(response)


def found(client, query):
    """Search; return the names of what was found, by the names of the groups."""
    return {
        group.first("h2").get_text(): [link.get_text() for link in group.select(".found__title a")]
        for group in find(client, query).select(".found")
    }


def test_everything_is_found_group_by_group_and_opens(client):
    client.force_login(editor())
    rows = [
        make_city("Harbor City"),
        make_event("The harbor opens"),
        make_page("A page", sections=[{"heading": "Our harbor"}]),
        make_letter(title="Harbor letter"),
        make_site(tagline="A harbor"),
        make_picture(title="Harbor at night"),
    ]

    page = find(client, "HARBOR")

    assert found(client, "HARBOR") == {
        "Cities": ["Harbor City"],
        "Events": ["The harbor opens"],
        "Site settings": ["Sister Cities"],
        "Pages": ["A page"],
        "Letters": ["Harbor letter"],
        "Pictures": ["Harbor at night"],
    }
    addresses = {link["href"] for link in page.select(".found__title a")}
    assert addresses == {
        reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        for row in rows
    }
    assert {client.get(address).status_code for address in addresses} == {200}
    assert {mark.get_text().lower() for mark in page.select(".found mark")} == {"harbor"}


def test_what_is_named_so_stands_before_what_tells_of_it(client, home):
    client.force_login(editor())
    make_goal(name="Culture", text="<p>Friends in Northtown.</p>")
    make_event(title="A visit to Northtown")
    make_city(name="Northtown", slug="northtown")

    groups = list(found(client, "northtown"))

    assert groups == ["Cities", "Events", "Goals"]


def test_a_result_in_another_language_says_which_and_a_draft_that_it_is_one(client):
    client.force_login(editor())
    make_event("A visit", translations={"ja": {"title": "松本市からの訪問"}})
    page = make_page("A page", sections=[])
    publishing.save(page.entry, texts={"en": {"root": {"title": "A page", "lede": "松本"}}})

    results = find(client, "松本").select(".found li")

    japanese, draft = results
    assert japanese.first("a")["lang"] == "ja"
    assert japanese.first("mark").get_text() == "松本"
    assert "Japanese" in japanese.get_text()
    assert draft.first(".found__excerpt mark").get_text() == "松本"
    assert "not public" in draft.get_text()
    assert "Draft" in draft.first(".found__state").get_text()


def test_nothing_found_gives_one_reason_and_one_way_on(client):
    client.force_login(editor())

    empty = find(client, "<b>nowhere").first("#content .empty")

    assert "“<b>nowhere”" in empty.get_text()
    assert [link["href"] for link in empty.select("a")] == ["/admin/editorial/entry/"]


def test_more_than_a_few_lead_to_their_list(client):
    client.force_login(editor())
    for number in range(9):
        make_event(f"Visit {number}")

    group = find(client, "visit").first(".found")

    assert len(group.select("li")) == 8
    assert group.select("p a")[-1]["href"] == "/admin/cities/event/?q=visit"


def test_a_translator_finds_the_pages_of_their_language(client):
    client.force_login(translator("ja"))
    event = make_event("A visit")
    make_picture(title="A visit")

    (link,) = find(client, "visit").select(".found__title a")

    assert link["href"] == reverse("admin:translate", args=[event.entry_id, "ja"])


@pytest.mark.parametrize("role", [None, COORDINATOR])
def test_who_may_open_no_content_finds_none(client, role):
    client.force_login(person(*([role] if role else [])))
    make_event("A visit")
    make_picture(title="A visit")

    assert found(client, "visit") == {}


@pytest.mark.parametrize("words", ["Marta", "MARTA quispe", "marta@example.org", "reference"])
def test_what_people_sent_is_found_as_in_the_inbox_and_written_down(client, words):
    coordinator = person(COORDINATOR)
    client.force_login(coordinator)
    sent = make_submission(name="Marta Quispe", email="marta@example.org")

    page = find(client, sent.reference if words == "reference" else words)

    (link,) = page.select(".found__title a")
    assert link["href"] == reverse("admin:involvement_submission_change", args=[sent.pk])
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.references, entry.by) == ("listed", [sent.reference], coordinator)


def test_what_people_sent_is_found_by_nobody_else_and_not_by_what_they_wrote(client):
    make_submission(name="Marta Quispe", email="marta@example.org", message="A tram")
    for role, words in ((roles.EDITOR, "Marta"), (COORDINATOR, "tram"), (COORDINATOR, "marta@")):
        client.force_login(person(role, username=f"{role} {words}"))
        assert found(client, words) == {}

    assert not AuditEntry.objects.exists()


def test_what_a_young_person_sent_is_not_found_before_a_guardian_agreed(client):
    client.force_login(person(COORDINATOR))
    make_submission(name="Marta Quispe", state="unconfirmed", **YOUNG)

    assert found(client, "Marta") == {}


def test_a_search_asks_as_much_for_one_row_as_for_many(client, django_assert_max_num_queries):
    client.force_login(editor())
    counts = []
    for number in range(2):
        for again in range(1 + 5 * number):
            make_event(f"A visit {number} {again}")
            make_page(f"A visit {number} {again}")
        with django_assert_max_num_queries(40) as captured:
            find(client, "visit")
        counts.append(len(captured))

    assert counts[0] == counts[1]
