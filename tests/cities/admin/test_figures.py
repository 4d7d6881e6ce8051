"""Figures on the form of an event: what staff type, and what is refused in their words."""

import pytest

from cities.models import Event
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_source

pytestmark = pytest.mark.django_db

URL = "/admin/cities/event/add/"


def send(client, *figures):
    """Publish a new event with one source and these figures."""
    sign_in(client)
    typed = {
        "title_en": "A visit",
        "kind": "visit",
        "citations-TOTAL_FORMS": "1",
        "citations-0-position": "10",
        "citations-0-source": make_source("A newspaper").pk,
        "citations-0-kind": "report",
        "figures-TOTAL_FORMS": str(len(figures)),
    }
    for index, figure in enumerate(figures):
        values = {"position": str(10 * index), "known": "counted", **figure}
        if values.get("source") == "rumor":
            values["source"] = make_source("A rumor").pk
        typed |= {f"figures-{index}-{name}": value for name, value in values.items()}
    return client.post(URL, filled_in(client.get(URL)) | typed | PUBLISH)


def test_figures_are_written_down_with_an_event(client):
    send(
        client,
        {"kind": "guests", "number": "34", "young": "12"},
        {"kind": "hours", "known": "unknown"},
        {"kind": "attendance", "number": "0"},
    )

    found = Event.objects.get().figures.values_list("kind", "number", "young", "known")
    assert list(found) == [
        ("guests", 34, 12, "counted"),
        ("hours", None, None, "unknown"),
        ("attendance", 0, None, "counted"),
    ]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([{"kind": "guests"}], "Give the number, or choose “not known”"),
        ([{"kind": "guests", "number": "0", "known": "unknown"}], "leave the number empty"),
        ([{"kind": "guests", "number": "3", "young": "4"}], "no more than these"),
        ([{"kind": "hours", "number": "3", "young": "1"}], "some of the guests or travelers"),
        ([{"kind": "guests", "number": "1"}, {"kind": "guests", "number": "2"}], "guests"),
        ([{"kind": "guests", "number": "3", "source": "rumor"}], "choose the one of its sources"),
    ],
)
def test_a_figure_that_says_nothing_clear_is_refused_in_words(client, figures, words):
    response = send(client, *figures)

    assert words in response.content.decode()
    assert not Event.objects.exists()
