"""The inbox: what it lists, how it is narrowed and searched, what is written down."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from involvement.models import Submission
from tests.builders import make_city, make_goal
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import INBOX, address, audited, coordinator, numbers
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

State = Submission.State
TODAY = timezone.localdate


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def search(client, words):
    """Type into the search form and press its button."""
    form = filled(form_of(client.get(INBOX), "q"))
    return client.post(INBOX, {**form, "q": words})


def test_it_opens_with_what_is_to_do_and_the_longest_wait_first(client, olena):
    young = make_submission(received_at=days_ago(1))
    old = make_submission(received_at=days_ago(5), state=State.ASSIGNED, assigned_to=olena)
    for state in (State.WAITING, State.ANSWERED, State.CLOSED, State.WITHDRAWN, State.HELD):
        make_submission(state=state)

    assert numbers(client.get(INBOX)) == [old.reference, young.reference]


@pytest.mark.parametrize(
    ("tab", "state"),
    [
        ("waiting", State.WAITING),
        ("answered", State.ANSWERED),
        ("closed", State.CLOSED),
        ("withdrawn", State.WITHDRAWN),
        ("held", State.HELD),
    ],
)
def test_a_tab_holds_its_state_and_says_how_many(client, olena, tab, state):
    submission = make_submission(state=state)
    make_submission()

    response = client.get(f"{INBOX}?state={tab}")

    assert numbers(response) == [submission.reference]
    (current,) = [shown for shown in response.context["tabs"] if shown["is_current"]]
    assert (current["url"], current["count"]) == (f"?state={tab}", 1)


def test_the_last_tab_holds_all_but_what_a_guardian_has_not_confirmed(client, olena):
    shown = {
        make_submission(
            state=state, assigned_to=olena if state == State.ASSIGNED else None
        ).reference
        for state in set(State) - {State.UNCONFIRMED}
    }
    make_submission(age_band="young", guardian_email="a@example.org", state=State.UNCONFIRMED)
    make_submission(age_band="young", guardian_email="a@example.org", state=State.HELD)

    response = client.get(f"{INBOX}?state=all")

    assert set(numbers(response)) == shown


def test_a_held_young_persons_words_and_name_stay_unread(client, olena):
    held = make_submission(
        age_band="young",
        guardian_email="parent@example.org",
        state=State.HELD,
        name="Kateryna",
        message="My own words",
        held_because=["many"],
    )

    html = client.get(f"{INBOX}?state=held").content.decode()

    assert held.reference in html
    assert "one of many from the same network" in html
    for hidden in ("Kateryna", "My own words", "parent@example.org", held.email):
        assert hidden not in html
    assert client.get(address(held)).status_code == 404
    assert numbers(search(client, "Kateryna")) == []


def test_a_line_says_what_it_is_about(client, olena):
    city = make_city(name="Northtown")
    make_submission(
        name="松本 花子",
        city=city.entry,
        kind="hosting",
        language="ja",
        received_at=days_ago(20),
        answer_by=TODAY() - timedelta(days=6),
        state=State.ASSIGNED,
        assigned_to=olena,
    )

    html = client.get(INBOX).content.decode()

    for words in ("松本 花子", "Northtown", "Hosting visitors", "日本語", "20 days", "Overdue"):
        assert words in html
    assert '<td role="cell" lang="ja">日本語</td>' in html


def test_who_had_an_answer_and_wrote_again_waits_since_then(client, olena):
    make_submission(
        received_at=days_ago(50), answered_at=days_ago(40), last_activity_at=days_ago(2)
    )

    (row,) = client.get(INBOX).context["rows"]

    assert row.days == 2


def test_it_is_narrowed_by_what_stands_in_its_form(client, olena):
    city, goal = make_city(name="Northtown"), make_goal(name="Peace")
    wanted = {
        "kind": make_submission(kind="hosting"),
        "city": make_submission(city=city.entry),
        "goal": make_submission(goal=goal.entry),
        "language": make_submission(language="uk"),
        "assigned": make_submission(state=State.ASSIGNED, assigned_to=olena),
        "erasure": make_submission(erasure_requested_at=timezone.now()),
    }
    values = {
        "kind": "hosting",
        "city": city.entry.pk,
        "goal": goal.entry.pk,
        "language": "uk",
        "assigned": "me",
        "erasure": "on",
    }

    for name, submission in wanted.items():
        form = filled(form_of(client.get(INBOX), name))
        response = client.get(INBOX, {**form, name: values[name]})
        assert numbers(response) == [submission.reference], name


def test_only_cities_that_somebody_wrote_about_are_offered(client, olena):
    make_submission(city=make_city(name="Northtown").entry)
    make_city(name="Southtown")

    html = client.get(INBOX).content.decode()

    assert "Northtown</option>" in html
    assert "Southtown" not in html


@pytest.mark.parametrize(
    ("wait", "found"),
    [("overdue", {20, 40}), ("7", {10, 20, 40}), ("14", {20, 40}), ("30", {40})],
)
def test_it_is_narrowed_by_the_age_of_the_wait(client, olena, wait, found):
    by_days = {
        make_submission(received_at=days_ago(days)).reference: days for days in (1, 10, 20, 40)
    }
    make_submission(received_at=days_ago(50), state=State.ANSWERED)

    response = client.get(f"{INBOX}?wait={wait}&state=all")

    assert {by_days[number] for number in numbers(response)} == found


def test_what_nobody_can_ask_for_is_left_out(client, olena):
    submission = make_submission()

    response = client.get(f"{INBOX}?kind=nonsense&city=x&wait=-1&state=no&page=z&assigned=%00")

    assert numbers(response) == [submission.reference]


@pytest.mark.parametrize(
    "words", ["4K7M-92QX", "4k7m92qx", " 4k7m 92qx ", "4K7M–92QX", "larysa@example.org"]
)
def test_a_number_or_an_address_finds_one_in_any_state(client, olena, words):
    submission = make_submission(
        reference="4K7M-92QX", email="Larysa@Example.org", state=State.CLOSED
    )
    make_submission(email="other-larysa@example.org")

    assert numbers(search(client, words)) == [submission.reference]


def test_a_number_is_found_as_it_was_misread(client, olena):
    submission = make_submission(reference="0110-1010")

    assert numbers(search(client, "OIl0-1o1O")) == [submission.reference]


@pytest.mark.parametrize("words", ["Петренко", "петренко", "ПЕТРЕНКО", "лариса пет"])
def test_a_name_is_found_in_any_alphabet_and_case(client, olena, words):
    submission = make_submission(name="Лариса Петренко")
    make_submission(name="Somebody Else")

    assert numbers(search(client, words)) == [submission.reference]


def test_what_was_sought_stands_in_no_address_and_in_no_log(client, olena):
    make_submission(name="Larysa Writer")

    response = search(client, "Larysa")

    assert response.request["QUERY_STRING"] == ""
    assert 'href="?q' not in response.content.decode()
    assert "Larysa" not in str(audited())
    assert "no-store" in response.headers["Cache-Control"]


def test_a_search_that_finds_too_much_says_so(client, olena):
    for _count in range(101):
        make_submission()

    response = search(client, "Larysa")

    assert len(numbers(response)) == 100
    assert "More than 100 submissions" in response.content.decode()


def test_each_page_of_the_list_is_written_down_with_its_numbers(client, olena):
    submissions = [make_submission(received_at=days_ago(60 - number)) for number in range(51)]

    client.get(INBOX)
    client.get(f"{INBOX}?page=2")
    search(client, submissions[0].reference)

    references = [submission.reference for submission in submissions]
    assert audited() == [
        ("olena", "listed", references[:50], ""),
        ("olena", "listed", references[50:], ""),
        ("olena", "listed", references[:50], ""),
        ("olena", "listed", references[:1], "search"),
    ]


def test_the_pages_keep_what_the_list_was_narrowed_to(client, olena):
    for _count in range(51):
        make_submission(kind="hosting")

    html = client.get(f"{INBOX}?kind=hosting&state=all").content.decode()

    assert 'href="?state=all&amp;kind=hosting&amp;page=2"' in html


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("url", [INBOX, f"{INBOX}?state=all", f"{INBOX}?state=held"])
def test_the_list_costs_the_same_for_one_and_for_many(client, olena, url):
    make_submission(city=make_city(name="Northtown").entry, assigned_to=olena)
    one = queries_of(client, url)

    for name in ("East", "West", "South"):
        make_submission(
            city=make_city(name=name).entry,
            goal=make_goal(name=name).entry,
            assigned_to=coordinator(name),
        )

    assert queries_of(client, url) == one
    assert one <= 20
