"""A clock that jumps disposes of nothing: the round waits for a person, and the desk says so."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from editorial.text.formats import day
from involvement.errors import UnusualRoundError
from involvement.models import DailyRound, Submission
from involvement.records import retention, rounds
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import audited
from tests.submissions import make_closed, make_form, make_submission

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DUE = "/admin/involvement/due/"
MANY = rounds.USUAL_NUMBER + 1


@pytest.fixture(autouse=True)
def form(home):
    return make_form()


def let_go_on(client):
    """Press the button, and answer the question with yes."""
    asked = client.post(DUE, {"action": "resume"})
    return client.post(DUE, filled(form_of(asked, "confirmed")))


def stopped_with(number):
    """Have a round refused because the last one is long ago, with so many due."""
    retention.daily(NOW - timedelta(days=5), is_sure=True)
    for _number in range(number):
        make_closed()
    with pytest.raises(UnusualRoundError):
        retention.daily(NOW)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_round_long_after_the_last_one_does_nothing():
    retention.daily(NOW)
    make_submission(state="closed")

    with pytest.raises(UnusualRoundError):
        retention.daily(NOW + timedelta(days=3 * 366))

    assert Submission.objects.count() == 1
    assert rounds.refused() is not None


def test_the_first_round_of_all_under_a_clock_that_jumped_does_nothing():
    make_submission(state="closed")
    later = NOW + timedelta(days=4 * 366)

    with pytest.raises(UnusualRoundError):
        retention.daily(later)
    assert Submission.objects.count() == 1

    retention.daily(later, is_sure=True)
    assert Submission.objects.count() == 0


def test_the_first_round_of_all_that_takes_nothing_is_done():
    retention.daily(NOW + timedelta(days=30))

    assert rounds.refused() is None


def test_a_round_a_day_later_goes_on():
    retention.daily(NOW)

    retention.daily(NOW + timedelta(days=1, hours=3))

    assert rounds.refused() is None


def test_a_round_that_would_take_most_does_nothing():
    for _number in range(MANY):
        make_closed()

    with pytest.raises(UnusualRoundError):
        retention.daily(NOW)

    assert Submission.objects.count() == MANY


def test_a_clock_that_goes_back_stops_nothing():
    retention.daily(NOW)

    retention.daily(NOW - timedelta(days=30))


def test_the_desk_tells_and_a_person_lets_it_go_on(client, olena):
    retention.daily(NOW - timedelta(days=5))
    with pytest.raises(UnusualRoundError):
        retention.daily(NOW)

    assert "The daily run has stopped" in client.get("/admin/").content.decode()

    let_go_on(client)

    assert rounds.refused() is None
    retention.daily(NOW)


def test_on_the_server_somebody_says_that_they_are_sure(capsys):
    retention.daily(NOW - timedelta(days=5))

    with pytest.raises(CommandError, match="add --sure"):
        call_command("dispose")
    call_command("dispose", "--sure")

    assert rounds.refused() is None


def test_so_many_as_somebody_looked_at_go_in_the_next_round(client, olena):
    for _number in range(MANY):
        make_closed()
    with pytest.raises(UnusualRoundError):
        retention.daily(NOW)

    let_go_on(client)
    retention.daily(timezone.now())

    assert Submission.objects.count() == 0
    assert ("olena", "changed", [], f"the daily run goes on, {MANY} due") in audited()


# --- Who lets it go on has seen how many go, by which day ---------------------------------------


def test_letting_it_go_on_is_asked_about_with_the_number_and_the_day(client, olena):
    stopped_with(1)

    asked = client.post(DUE, {"action": "resume"})

    assert rounds.refused() is not None
    text = text_of(asked)
    assert "Let the daily run go on?" in text
    assert f"By the clock of this site today is {day(timezone.localdate())}." in text
    assert "The next run disposes of 1 submission." in text
    assert "no guardian" not in text


def test_a_run_that_takes_nothing_is_asked_about_for_its_day(client, olena):
    stopped_with(0)

    asked = client.post(DUE, {"action": "resume"})
    assert rounds.refused() is not None
    client.post(DUE, filled(form_of(asked, "confirmed")))

    assert "The next run disposes of nothing." in text_of(asked)
    assert rounds.refused() is None


def test_what_no_list_shows_is_counted_in_the_question(client, olena):
    make_submission(
        age_band="young",
        guardian_email="parent@example.org",
        state="unconfirmed",
        guardian_asked_at=NOW - timedelta(days=32),
    )
    stopped_with(1)

    asked = text_of(client.post(DUE, {"action": "resume"}))

    assert "The next run disposes of 2 submissions." in asked
    assert "1 of them stands in no list: no guardian has confirmed it in time." in asked


def test_what_became_due_since_the_question_does_not_go_unseen(client, olena):
    stopped_with(1)
    answer = filled(form_of(client.post(DUE, {"action": "resume"}), "confirmed"))
    make_closed()

    again = client.post(DUE, answer)

    assert "The next run disposes of 2 submissions." in text_of(again)
    assert rounds.refused() is not None
    client.post(DUE, filled(form_of(again, "confirmed")))
    assert DailyRound.objects.get().allowed == 2


def test_a_clock_that_was_set_since_the_question_is_asked_about_anew(client, olena):
    stopped_with(1)
    answer = filled(form_of(client.post(DUE, {"action": "resume"}), "confirmed"))
    yesterday = timezone.localdate() - timedelta(days=1)

    client.post(DUE, {**answer, "confirmed": f"1 {yesterday}"})

    assert rounds.refused() is not None


def test_a_run_that_waits_for_nobody_cannot_be_allowed_anything(client, olena):
    retention.daily(NOW)
    today = timezone.localdate()
    make_closed()

    for answer in ({}, {"confirmed": f"1 {today}"}):
        told = client.post(DUE, {"action": "resume", **answer}, follow=True)
        assert "The daily run is not stopped, so nothing was changed." in text_of(told)

    assert DailyRound.objects.get().allowed == 0
    assert "changed" not in [action for _who, action, _references, _note in audited()]
