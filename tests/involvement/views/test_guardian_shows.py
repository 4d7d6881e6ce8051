"""What a young person sent is shown publicly only with a yes of the guardian that named this."""

import pytest
from django.db import IntegrityError

from involvement.errors import NoConsentError
from involvement.models import Submission
from involvement.submissions import guardians, ideas
from tests.involvement.views.status_page_client import words_of
from tests.involvement.views.test_guardian import address, again, make_confirmed, make_young, press
from tests.submissions import make_idea, make_letters

pytestmark = pytest.mark.django_db

WISH = "The young person would like it to be shown on this site"


@pytest.fixture(params=["memory", "idea"])
def wished(request):
    """Have a memory or an idea whose young sender lets it be shown; the guardian is asked."""
    make_letters()
    return make_young(kind=request.param, may_publish=True)


def test_a_yes_to_reading_is_no_yes_to_showing(client, wished):
    assert WISH in words_of(client.get(address(wished)))

    press(client, wished, "confirm")

    assert not ideas.has_consent(again(wished))
    assert list(ideas.candidates()) == []
    with pytest.raises(NoConsentError):
        ideas.draft_of(wished, by=None)
    assert "You have not agreed, so it is not shown." in words_of(client.get(address(wished)))


def test_with_the_box_ticked_it_may_be_shown(client, wished):
    press(client, wished, "confirm", lets_show="on")

    assert ideas.has_consent(again(wished))
    assert list(ideas.candidates()) == [wished]


def test_who_was_not_asked_for_it_is_not_asked_for_it(client):
    for values in ({"kind": "memory"}, {"kind": "question"}):
        assert WISH not in words_of(client.get(address(make_young(**values))))


def test_a_box_that_was_not_shown_counts_for_nothing(client):
    make_letters()
    submission = make_young(kind="memory")

    press(client, submission, "confirm", lets_show="on")

    assert not again(submission).guardian_lets_show


def test_the_guardian_can_change_it_later_and_it_leaves_the_page_at_once(client, wished):
    press(client, wished, "confirm")
    press(client, wished, "show")
    idea = make_idea(again(wished))
    assert ideas.has_consent(again(wished))

    press(client, wished, "do-not-show")

    idea.refresh_from_db()
    assert not idea.is_public
    assert not ideas.has_consent(again(wished))
    assert again(wished).state == Submission.State.NEW, "it is read and answered all the same"


def test_a_yes_to_showing_counts_only_for_the_words_that_were_read(client):
    submission = make_confirmed(kind="memory", may_publish=True)
    page = client.get(address(submission))
    Submission.objects.update(version=submission.version + 1, message="Something else.")

    stale = {"action": "show", "version": submission.version}
    answer = client.post(address(submission), stale)

    assert (page.status_code, answer.status_code) == (200, 409)
    assert not again(submission).guardian_lets_show


def test_a_yes_taken_back_takes_the_other_with_it(wished):
    guardians.confirm(wished, base="", version=wished.version, lets_show=True)

    guardians.take_back(wished)

    assert not again(wished).guardian_lets_show


@pytest.mark.parametrize(
    "values",
    [{"may_publish": False}, {"guardian_confirmed_at": None, "state": "unconfirmed"}],
)
def test_the_database_knows_it_too(values):
    with pytest.raises(IntegrityError):
        make_confirmed(kind="memory", **{"may_publish": True, "guardian_lets_show": True, **values})
