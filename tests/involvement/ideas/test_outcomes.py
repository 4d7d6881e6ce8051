"""What became of an idea is told to everybody who had it, each in their language."""

import pytest
from django.utils import timezone
from post_office.models import Email

from involvement.ideas import outcomes
from involvement.models import Mail, Submission
from tests.builders import make_page
from tests.submissions import make_form, make_idea, make_submission

pytestmark = pytest.mark.django_db

BASE = "https://example.org"


@pytest.fixture
def idea(home):
    make_page()
    make_form(ideas_title="Ideas from residents")
    return make_idea(
        sent("first@example.org"),
        title_en="A bell festival",
        title_it="Una festa delle campane",
        status="done",
        outcome_en="It took place, 100% full.",
    )


def sent(email, **values):
    return make_submission(kind="idea", may_publish=True, email=email, **values)


def told():
    return {mail.to[0]: mail for mail in Email.objects.all()}


def test_who_sent_it_and_who_sent_the_same_hear_of_it_in_their_language(idea):
    make_idea(sent("second@example.org", language="it"), is_public=False, joined_to=idea)
    make_idea(sent("other@example.org"))

    assert outcomes.tell(idea, base=BASE) == 2

    mails = told()
    assert set(mails) == {"first@example.org", "second@example.org"}
    assert "A bell festival" in mails["first@example.org"].message
    assert "It took place, 100% full." in mails["first@example.org"].message
    assert "Una festa delle campane" in mails["second@example.org"].message
    assert mails["second@example.org"].headers["Content-Language"] == "it"
    assert set(Mail.objects.values_list("purpose", flat=True)) == {outcomes.OUTCOME}


def test_the_link_in_it_opens_the_page_of_who_sent_it(client, idea):
    outcomes.tell(idea, base=BASE)

    (mail,) = told().values()
    (link,) = [word for word in mail.message.split() if word.startswith(BASE)]
    assert idea.submission.reference in client.get(link.removeprefix(BASE)).text


def test_who_has_no_address_or_asked_to_be_erased_is_not_written_to(idea):
    make_idea(sent("", phone="801 555 0123"), is_public=False, joined_to=idea)
    Submission.objects.filter(pk=idea.submission_id).update(erasure_requested_at=timezone.now())

    assert outcomes.tell(idea, base=BASE) == 0
    assert told() == {}
