"""What cannot be the key of a row leads nowhere, in every address of the admin."""

import re

import pytest
from django.urls import reverse

from cities.models import Event
from editorial.admin.refusals import keys
from tests.admin_client import sign_in
from tests.saltlake_sister.admin_rows import routes

pytestmark = pytest.mark.django_db

# The second is a digit to `str.isdigit`, the third to `int`; no database holds the fourth.
NO_KEYS = ["x", "²", "٣", "9" * 30, "9223372036854775808", "1_0", "-1", "+1", "1.0", " 1"]
WORDS = {
    "language": "ja",
    "app_label": "pages",
    "url": "nowhere",
    "label": "pages.page",
    "place": "about-us/",
    "which": "small",
    "name": "sign-in",
    "batch": "00000000-0000-4000-8000-000000000001",
}

CAPTURE = re.compile(r"<(?:\w+:)?(\w+)>")


def filled(pattern, key):
    """Fill an address in: each key with this, each word with one that is known."""
    return "/" + CAPTURE.sub(lambda name: WORDS.get(name[1], key), pattern)


def with_keys():
    """List the addresses that name a row."""
    return [pattern for pattern, _name in routes() if set(CAPTURE.findall(pattern)) - set(WORDS)]


@pytest.mark.parametrize("key", ["0", "1", "007", "9223372036854775807", 1])
def test_these_may_be_keys(key):
    assert keys.is_key(key)


@pytest.mark.parametrize("key", [*NO_KEYS, "", "1\n", None])
def test_these_are_no_keys(key):
    assert not keys.is_key(key)


def test_each_part_of_an_address_is_a_key_or_a_word():
    parts = {name for pattern in with_keys() for name in CAPTURE.findall(pattern)}

    assert parts <= keys.NAMES | set(WORDS)


@pytest.mark.parametrize(
    ("method", "keys_sent"),
    [("get", ["²"]), pytest.param("post", ["²", "9" * 30], marks=pytest.mark.proof)],
)
def test_what_is_no_key_leads_nowhere(client, method, keys_sent):
    sign_in(client)
    send = getattr(client, method)

    statuses = {
        (pattern, key): send(filled(pattern, key)).status_code
        for pattern in with_keys()
        for key in keys_sent
    }

    assert {request: status for request, status in statuses.items() if status != 404} == {}
    assert len(statuses) > 60


QUERIES = [
    ("cities_event_add", "cities={}"),
    ("cities_event_changelist", "cities__id__exact={}"),
    ("cities_event_changelist", "goals__id__exact={}"),
    ("cities_event_changelist", "decade={}"),
    ("cities_event_changelist", "p={}&o={}"),
    ("pages_page_add", "parent={}"),
    ("editorial_entry_changelist", "kind__id__exact={}"),
    ("accounts_user_changelist", "groups__id__exact={}"),
    ("accounts_user_add", "_to_field=id&groups={}"),
    ("involvement_submission_changelist", "page={}&city={}&goal={}"),
    ("involvement_due", "page={}"),
    ("translations", "page={}"),
]


@pytest.mark.parametrize("key", ["²", "9" * 30])
def test_no_question_breaks_a_page(client, key):
    sign_in(client)
    urls = [f"{reverse(f'admin:{name}')}?{query.replace('{}', key)}" for name, query in QUERIES]

    statuses = {url: client.get(url).status_code for url in urls}

    assert {url: status for url, status in statuses.items() if status >= 500} == {}


def test_a_picture_that_is_no_key_is_not_offered(client):
    sign_in(client)

    response = client.get(f"{reverse('admin:cities_event_add')}?picture=²")

    assert response.status_code == 200


def test_what_begins_a_form_is_kept_where_it_can_be_a_key():
    initial = {"picture": "²", "goals": ["1", "x"], "cities": ["2"], "title": "²", "other": "x"}

    assert keys.initial(Event, initial) == {
        "goals": ["1"],
        "cities": ["2"],
        "title": "²",
        "other": "x",
    }
