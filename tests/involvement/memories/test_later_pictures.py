"""Pictures that come, or may be shown, after the draft was made reach the library all the same."""

from datetime import timedelta
from unittest import mock

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from editorial.models import Picture
from editorial.text.printed import known
from involvement.errors import NoConsentError
from involvement.memories import drafts
from involvement.models import SubmissionFile
from involvement.submissions import files, sender
from tests.builders import make_event, make_page
from tests.involvement.admin.inbox.inbox_client import address, typed_in
from tests.involvement.memories.memory_client import at_the_desk, draft, tell
from tests.involvement.sent_pictures import ANSWERS, make_file, photo
from tests.involvement.views.status_page_client import token_of, words_of

pytestmark = pytest.mark.django_db(transaction=False)

BUTTON = "Put the pictures into the library"


def press(client, memory):
    form = typed_in(client.get(address(memory)), "pictures")
    return client.post(reverse("admin:involvement_memory", args=[memory.pk]), form, follow=True)


@pytest.mark.parametrize("is_beside", [False, True])
def test_what_is_sent_later_comes_into_the_library_by_a_button(client, home, is_beside):
    at_the_desk(client)
    memory = tell()
    make_file(memory)
    drafts.put_beside(memory, make_event(), by=None) if is_beside else draft(memory)
    assert BUTTON not in words_of(client.get(address(memory)))
    make_file(memory, photo("teal"), caption="The second one")

    page = press(client, memory)

    assert "1 picture is in the library now." in words_of(page)
    assert BUTTON not in words_of(page)
    assert Picture.objects.filter(title__contains="The second one").count() == 1
    assert Picture.objects.count() == 2


def test_what_may_be_shown_from_a_day_on_comes_into_the_library_after_it(home):
    memory = tell()
    day = timezone.localdate() + timedelta(days=9)
    make_file(memory, use="later", public_from=day)
    draft(memory)
    assert drafts.add_pictures(memory, by=None) == 0

    with mock.patch.object(timezone, "localdate", return_value=day):
        assert drafts.add_pictures(memory, by=None) == 1
        assert drafts.add_pictures(memory, by=None) == 0


def test_what_is_opened_later_comes_into_the_library(home):
    memory = tell()
    file = make_file(memory, use="archive")
    draft(memory)
    files.correct(file, ANSWERS, "agreed")

    assert drafts.add_pictures(memory, by=None) == 1


def test_without_consent_or_a_draft_nothing_comes_into_the_library(home):
    memory = tell()
    make_file(memory)
    with pytest.raises(NoConsentError):
        drafts.add_pictures(memory, by=None)
    draft(memory)
    make_file(memory, photo("teal"))
    sender.withdraw(memory)

    with pytest.raises(NoConsentError):
        drafts.add_pictures(memory, by=None)
    assert Picture.objects.to_choose().count() == 0


@pytest.mark.parametrize(
    ("answers", "is_told"),
    [
        ({}, False),
        ({"minors": "unknown"}, True),
        ({"taken_by": "studio"}, True),
        ({"asked": "no"}, True),
        ({"use": "archive", "minors": "unknown"}, False),
    ],
)
def test_the_sender_is_told_which_of_their_answers_keep_a_picture_back(client, answers, is_told):
    memory = tell()
    make_file(memory, **answers)

    words = words_of(client.get(reverse("involvement:pictures", args=[token_of(memory)])))

    assert ("As you have answered we keep this one and do not show it" in words) == is_told


def test_readers_find_credit_and_rights_in_their_own_language(client, home):
    make_page()
    memory = tell()
    make_file(memory, shown_as="")
    SubmissionFile.objects.update(language="ja")
    draft(memory)
    picture = Picture.objects.get()
    make_event(title="The bell", start="1978", picture=picture, alt="A bell")
    year = timezone.localdate().year
    with translation.override("ja"):
        rights = gettext("shown with permission given in %(year)s") % {"year": year}
        assert (picture.credit, picture.license) == (gettext("a resident"), rights)

    words = words_of(client.get("/en/history/"))
    assert f"Picture: a resident, shown with permission given in {year}" in words
    assert rights in words_of(client.get("/ja/history/"))


def test_what_somebody_wrote_as_credit_stays_as_it_is():
    assert known.in_readers_language("a resident of Jordan Park") == "a resident of Jordan Park"
