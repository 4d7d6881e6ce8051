"""A clock that jumps disposes of nothing: the round waits for a person, and the desk says so."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from involvement.errors import UnusualRoundError
from involvement.models import Submission
from involvement.records import retention, rounds
from tests.submissions import make_closed, make_form, make_submission

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture(autouse=True)
def form(home):
    return make_form()


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
    for _number in range(rounds.USUAL_NUMBER + 1):
        make_closed()

    with pytest.raises(UnusualRoundError):
        retention.daily(NOW)

    assert Submission.objects.count() == rounds.USUAL_NUMBER + 1


def test_a_clock_that_goes_back_stops_nothing():
    retention.daily(NOW)

    retention.daily(NOW - timedelta(days=30))


def test_the_desk_tells_and_a_person_lets_it_go_on(client, olena):
    retention.daily(NOW - timedelta(days=5))
    with pytest.raises(UnusualRoundError):
        retention.daily(NOW)

    assert "The daily run has stopped" in client.get("/admin/").content.decode()

    client.post(reverse("admin:involvement_due"), {"action": "resume"})

    assert rounds.refused() is None
    retention.daily(NOW)


def test_on_the_server_somebody_says_that_they_are_sure(capsys):
    retention.daily(NOW - timedelta(days=5))

    with pytest.raises(CommandError, match="add --sure"):
        call_command("dispose")
    call_command("dispose", "--sure")

    assert rounds.refused() is None


def test_so_many_as_somebody_looked_at_go_in_the_next_round(client, olena):
    for _number in range(rounds.USUAL_NUMBER + 1):
        make_closed()
    with pytest.raises(UnusualRoundError):
        retention.daily(NOW)

    client.post(reverse("admin:involvement_due"), {"action": "resume"})
    retention.daily(timezone.now())

    assert Submission.objects.count() == 0
