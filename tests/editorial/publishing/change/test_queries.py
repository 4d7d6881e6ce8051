"""What a save of the admin costs: about the same, however long the history is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin_client import filled_in, sign_in
from tests.builders import make_city, make_goal
from tests.editorial.publishing.forms import opened, public_fact, public_texts, version

pytestmark = pytest.mark.django_db

# Five of them write the history, two the audit log, seven what a search finds, two read what is
# complete.
MOST = 60
# Who drafted what else is read with two.
BESIDE_A_DRAFT = MOST + 2
WEBSITE = "https://example.org/"


@pytest.fixture
def city(db):
    """A city of seven parts, public in seven languages."""
    names = {code: {"name": code} for code in ("es", "ja", "zh-hant", "uk", "ru", "it")}
    goals = [{"goal": make_goal(name=name), "reason": "Why"} for name in ("One", "Other")]
    return make_city(
        name="City",
        translations=names,
        stages=[{"stage": "friendship", "start": "1957"}, {"stage": "sister", "start": "1958"}],
        reasons=[{"reason": "culture"}, {"reason": "aid"}],
        local_names=[{"name": "都市", "language": "ja"}],
        goals=goals,
    )


def statements_of_a_save(client, city, button, **typed):
    """Send the form of the city as a browser does; return the statements that it took."""
    address = reverse("admin:cities_city_change", args=[city.pk])
    form = filled_in(client.get(address)) | typed | {button: "on"}
    with CaptureQueriesContext(connection) as queries:
        response = client.post(address, form)
    assert response.status_code == 302, response.context["errors"]
    return [query["sql"][:160] for query in queries]


@pytest.mark.parametrize("button", ["_draft", "_publish"])
def test_a_changed_text_and_a_changed_fact_cost_few_queries(client, city, button):
    sign_in(client)

    statements = statements_of_a_save(client, city, button, name_en="Town", website=WEBSITE)

    assert len(statements) <= MOST, "\n".join(statements)
    if button == "_publish":
        assert (public_texts(city)["name"], public_fact(city, "website")) == ("Town", WEBSITE)


@pytest.mark.parametrize("button", [pytest.param("_draft", marks=pytest.mark.proof), "_publish"])
def test_beside_a_draft_they_are_as_many_after_one_revision_as_after_twenty(
    client, city, ann, button
):
    sign_in(client)
    opened(city).write(origin_lede="Drafted").set(region="Drafted").draft(ann)
    first = statements_of_a_save(client, city, button, name_en="Town", website=WEBSITE)
    for number in range(20):
        opened(city).write(origin_lede=f"Drafted {number}").set(region=f"R{number}").draft(ann)

    later = statements_of_a_save(client, city, button, name_en="City", website="")

    assert len(first) <= BESIDE_A_DRAFT, "\n".join(first)
    assert len(later) == len(first), "\n".join(later)
    assert version(city).working_revision.number > 20
