"""A name that was taken back is never printed again, by whatever door the event comes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial import publishing
from editorial.publishing.delete import delete, recover
from editorial.publishing.planned.schedule import schedule
from editorial.text.languages import NEUTRAL
from involvement.memories import asking
from tests.involvement.memories.memory_client import draft, event_of, publish, say, tell
from tests.involvement.memories.test_drafts import facts_of, public_title_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_back(home):
    """Publish under a name that is taken back while a plan keeps the facts from following."""
    use = draft(tell(written_in="en"))
    say(use.submission, name="Zwjq W.")
    publish(use)
    facts = facts_of(use)
    for part in facts["parts"]:
        part["facts"]["words"] = "A letter of Zwjq W."
    publishing.save(use.event, facts=facts)
    schedule(use.event, NEUTRAL, timezone.now() + timedelta(days=1))
    assert "Zwjq W." in public_title_of(use)
    asking.answer(use.submission, True, shown_as="")
    return use


def later_texts(use):
    """Publish a text alone, as from the translators' page."""
    publishing.publish(use.event, ["en"], with_facts=False)


def only_mine(use):
    """Publish what one person changed on what is public."""
    versions = publishing.versions_of(use.event)
    texts = versions.texts("working")
    texts["en"]["root"]["alt"] = "The bell"
    bases = {"en": versions["en"].working_revision.number}
    publishing.publish_change(use.event, texts=texts, bases=bases)


def old_facts(use):
    """Bring former facts back and publish all, as from the history."""
    versions = publishing.versions_of(use.event)
    facts = versions.facts("working")
    for part in facts["parts"]:
        part["facts"]["words"] = "Memory of Zwjq W., told in 2026"
    texts = versions.texts("working")
    publishing.publish_change(use.event, facts=facts, texts=texts)


@pytest.mark.parametrize("door", [later_texts, only_mine, old_facts])
def test_it_does_not_come_back(taken_back, door):
    door(taken_back)

    assert event_of(taken_back).published_languages() == ["en"]
    assert public_title_of(taken_back).startswith("Memory of a resident, told in ")


def test_no_page_prints_it(client, taken_back):
    later_texts(taken_back)

    page = client.get(event_of(taken_back).get_absolute_url())

    assert page.status_code == 200
    assert "Zwjq" not in page.content.decode()


def test_a_deleted_event_that_is_recovered_stays_off_without_a_yes(taken_back):
    later_texts(taken_back)
    delete(taken_back.event)
    asking.answer(taken_back.submission, False)

    recover(taken_back.event)

    assert event_of(taken_back).published_languages() == []
    states = taken_back.event.versions.exclude(language=NEUTRAL)
    assert not states.filter(public_state="published").exists()


def test_after_a_new_yes_a_recovered_event_can_be_published_again(home):
    use = draft(tell(written_in="en"))
    say(use.submission)
    publish(use)
    delete(use.event)
    asking.answer(use.submission, False)
    recover(use.event)
    asking.answer(use.submission, True)

    publishing.publish(use.event, ["en"])

    assert event_of(use).published_languages() == ["en"]


def test_no_reason_stands_in_for_a_yes(home):
    use = draft(tell())

    with pytest.raises(publishing.NotCompleteError):
        publish(use, in_spite_of="The anniversary is tomorrow.")
