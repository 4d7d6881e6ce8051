"""A memory beside an event is found by visitors while it stands there, and not a moment longer."""

import pytest

from editorial import publishing
from editorial.models import PublicText
from editorial.search import visitors
from editorial.search.tokens import wanted
from editorial.text import languages
from involvement.memories import asking, beside, drafts
from involvement.models import Disposition
from involvement.submissions import erasure, sender
from tests.builders import make_event
from tests.involvement.memories.memory_client import say, tell

pytestmark = pytest.mark.django_db


def found(query):
    """List the titles of what visitors find, in any language."""
    texts = visitors.matching(wanted(query), languages.codes())
    return sorted(texts.values_list("title", flat=True))


@pytest.fixture
def use(home):
    """Put a memory beside an event, with the yes of who told it."""
    event = make_event(title="The fair", start="1978")
    memory = tell(message="A lantern hung over the bridge.", written_in="en")
    drafts.put_beside(memory, event, by=None)
    say(memory)
    return drafts.use_of(memory)


def show(use, is_public=True):
    use.memory.is_public = is_public
    beside.store(use.memory, by=None)


def test_it_is_found_once_it_stands_there(use):
    assert found("lantern") == []

    show(use)

    assert found("lantern bridge") == found("fair") == ["The fair"]


def test_its_words_of_before_are_found_no_longer(use):
    show(use)
    use.memory.text_en = "A lamp hung over the bridge."
    show(use, is_public=False)
    asking.answer(use.submission, True)
    use.memory.use.refresh_from_db()
    show(use)

    assert (found("lantern"), found("lamp")) == ([], ["The fair"])


def test_its_translations_are_found_in_their_language(use):
    publishing.save(use.event, texts={"ja": {"root": {"title": "祭り"}}})
    publishing.publish(use.event, ["ja"])
    use.memory.text_ja = "橋の上に灯籠があった。"
    show(use)

    assert found("灯籠") == ["祭り"]


@pytest.mark.parametrize("door", ["staff", "no", "withdrawn", "erased", "event"])
def test_whichever_way_it_leaves_it_is_found_no_longer(use, door):
    show(use)
    submission = use.submission

    if door == "staff":
        show(use, is_public=False)
    elif door == "no":
        asking.answer(submission, False)
    elif door == "withdrawn":
        sender.withdraw(submission)
    elif door == "erased":
        erasure.erase(submission, reason=Disposition.Reason.ERASURE)
    else:
        publishing.withdraw(use.event, ["en"])

    assert found("lantern") == []
    assert not PublicText.objects.filter(tokens__contains="lantern").exists()
    assert found("fair") == ([] if door == "event" else ["The fair"])


def test_an_event_that_is_published_anew_keeps_what_stands_beside_it(use):
    show(use)
    publishing.withdraw(use.event, ["en"])
    publishing.publish(use.event, ["en"])

    assert found("lantern") == ["The fair"]
