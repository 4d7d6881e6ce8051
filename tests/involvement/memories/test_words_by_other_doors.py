"""No door of the desk lets words out to which who told a memory has said no yes."""

import pytest

from cities.models import Memory
from editorial import publishing
from editorial.publishing import going_back
from editorial.publishing.errors import CannotUndoError
from tests.builders import make_event
from tests.editorial.admin.translations.pages import opened, send
from tests.involvement.memories.memory_client import at_the_desk, event_of, publish, say, tell
from tests.involvement.memories.test_desk import put_beside, save
from tests.involvement.memories.test_words_agreed_to import OTHER, agreed, redate, rewrite
from tests.involvement.views.status_page_client import words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "button"), [("en", "publish"), ("en", "publish-all"), ("uk", "publish-both")]
)
def test_the_page_of_a_translation_publishes_no_words_without_a_yes(client, home, language, button):
    at_the_desk(client)
    use = agreed()
    publish(use)
    rewrite(use, title=OTHER)
    rewrite(use, "uk", title="Дзвін украли.")
    event = event_of(use)

    answer = send(client, event, opened(client, event, language), language, button)

    assert answer.status_code == 409
    assert "not those to which" in words_of(answer)
    assert event_of(use).title_en == "The bell came by ship."
    assert event_of(use).published_languages() == ["en"]


def test_a_yes_to_words_of_several_lines_holds_for_what_a_browser_sends(client, home):
    at_the_desk(client)
    memory = tell(written_in="en", message="It came by ship.\nWe rang it.")
    url = put_beside(client, memory, make_event(title="The bell arrives", start="1978"))["Location"]
    say(memory)

    save(client, url, is_public="on", text_en="It came by ship.\r\nWe rang it.")

    told = Memory.objects.get()
    assert (told.is_public, told.text_en) == (True, "It came by ship.\nWe rang it.")


def test_undoing_a_publication_brings_no_words_back_that_a_later_yes_has_replaced(home):
    use = agreed()
    publish(use)
    rewrite(use, title=OTHER)
    say(use.submission)
    publish(use)

    with pytest.raises(CannotUndoError, match="not those to which"):
        going_back.undo_publication(use.event.acts.first())

    assert event_of(use).title_en == OTHER


def test_a_translation_of_words_without_a_yes_is_not_published(home):
    use = agreed()
    publish(use)
    rewrite(use, title=OTHER)
    rewrite(use, "uk", title="Дзвін украли.")

    with pytest.raises(publishing.NotCompleteError, match="not those to which"):
        publish_translation(use)
    assert event_of(use).published_languages() == ["en"]

    say(use.submission)
    publish_translation(use)
    assert set(event_of(use).published_languages()) == {"en", "uk"}


def test_a_translation_that_is_public_alone_does_not_change_without_a_yes(home):
    use = agreed()
    rewrite(use, "uk", title="Дзвін приплив кораблем.")
    publish_translation(use)
    assert event_of(use).published_languages() == ["uk"]
    rewrite(use, title=OTHER)
    rewrite(use, "uk", title="Дзвін украли.")

    with pytest.raises(publishing.NotCompleteError):
        publish_translation(use)
    assert event_of(use).title_uk == "Дзвін приплив кораблем."

    say(use.submission)
    publish_translation(use)
    assert event_of(use).title_uk == "Дзвін украли."


def test_no_other_date_goes_public_beside_a_translation_alone_without_a_yes(home):
    use = agreed()
    rewrite(use, "uk", title="Дзвін приплив кораблем.")
    publish_translation(use)
    rewrite(use, title=OTHER)
    redate(use, "1979-01-01")

    with pytest.raises(publishing.NotCompleteError):
        publish_translation(use, with_facts=True)


def publish_translation(use, *, with_facts=False):
    """Publish the Ukrainian draft by the door of the form, without the original."""
    versions = publishing.versions_of(use.event)
    facts = versions.facts("working") if with_facts else None
    texts = {"uk": versions.texts("working")["uk"]}
    publishing.publish_change(use.event, facts=facts, texts=texts)
