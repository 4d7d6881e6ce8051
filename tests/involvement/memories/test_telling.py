"""Who told a memory hears once when it is public, and once when it is not any more."""

import pytest
from django.utils import translation
from post_office.models import Email

from editorial import publishing
from editorial.publishing.delete import delete
from involvement.memories import asking, drafts, telling
from involvement.models import Mail, Submission
from involvement.submissions import erasure, sender
from involvement.timeline.news import OFF_TIMELINE, ON_TIMELINE
from involvement.worker.worker import Worker
from tests.builders import make_event
from tests.involvement.memories.memory_client import draft, event_of, publish, say, tell

pytestmark = pytest.mark.django_db

SITE = "https://sisters.example.org"


@pytest.fixture(autouse=True)
def site(home, settings):
    settings.SITE_URL = SITE


def news():
    """List the mails with news: whom, what for, in which language."""
    purposes = [ON_TIMELINE, OFF_TIMELINE]
    mails = Mail.objects.filter(purpose__in=purposes).order_by("pk").select_related("email")
    return [(m.email.to[0], m.purpose, m.email.headers["Content-Language"]) for m in mails]


@pytest.fixture
def public():
    use = draft(tell(language="ja", email="zwjq@example.org"))
    say(use.submission)
    publish(use)
    return use


def test_one_mail_says_in_their_language_where_it_stands(client, public):
    assert [telling.tell(), telling.tell()] == [1, 0]

    assert news() == [("zwjq@example.org", "on_timeline", "ja")]
    body = Email.objects.latest("pk").message
    with translation.override("ja"):
        address = event_of(public).get_absolute_url()
    assert f"{SITE}{address}" in body
    assert f"{SITE}/ja/take-part/mine/" in body
    assert client.get(address).status_code == 200


def test_nothing_is_said_before_it_is_public():
    say(draft(tell()).submission)

    assert telling.tell() == 0


@pytest.mark.parametrize("action", ["no", "withdrawn", "staff"])
def test_one_mail_says_that_it_left(public, action):
    telling.tell()
    memory = Submission.objects.get(pk=public.submission_id)
    if action == "no":
        asking.answer(memory, False)
    elif action == "withdrawn":
        sender.withdraw(memory)
    else:
        delete(public.event)

    assert [telling.tell(), telling.tell()] == [1, 0]
    assert news()[1:] == [("zwjq@example.org", "off_timeline", "ja")]


def test_it_may_come_back_and_is_told_again(public):
    telling.tell()
    asking.answer(public.submission, False)
    telling.tell()
    asking.answer(public.submission, True)
    publishing.publish(public.event, ["en"])

    telling.tell()

    assert [purpose for _to, purpose, _language in news()] == [
        "on_timeline",
        "off_timeline",
        "on_timeline",
    ]


def test_beside_an_event_it_is_told_when_staff_show_it():
    use = drafts.put_beside(tell(), make_event(title="The bell arrives", start="1978"), by=None)
    say(use.submission)
    assert telling.tell() == 0

    use.memory.is_public = True
    use.memory.save()

    assert telling.tell() == 1


def test_who_has_no_mail_and_who_is_erased_is_not_written_to(public):
    other = draft(tell(email="", phone="555-0100"))
    say(other.submission)
    publish(other)
    assert telling.tell() == 1

    erasure.erase(Submission.objects.get(pk=public.submission_id), reason="erasure")

    assert telling.tell() == 0
    assert not Email.objects.exists()


def test_who_stands_beside_an_event_that_is_erased_hears_that_theirs_left(public):
    beside = drafts.put_beside(
        tell(language="uk", email="beside@example.org"), event_of(public), by=None
    )
    say(beside.submission)
    beside.memory.is_public = True
    beside.memory.save()
    assert telling.tell() == 2

    erasure.erase(Submission.objects.get(pk=public.submission_id), reason="erasure")

    assert news()[-1] == ("beside@example.org", "off_timeline", "uk")
    assert telling.tell() == 0


def test_the_worker_does_it(public):
    Worker().round()

    assert len(news()) == 1
