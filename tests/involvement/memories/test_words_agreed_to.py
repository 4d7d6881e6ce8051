"""A yes counts for the words that were seen: others need another one before they are public."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cities.models import Memory
from editorial import publishing
from editorial.publishing.planned.planning import plan
from editorial.publishing.planned.schedule import run_due, unschedule
from involvement.memories import asking, drafts, wording
from involvement.models import Mail, MemoryUse
from tests.builders import make_event
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import address
from tests.involvement.memories.memory_client import (
    at_the_desk,
    draft,
    event_of,
    publish,
    say,
    tell,
)
from tests.involvement.memories.test_desk import own_page, press, put_beside, save
from tests.involvement.views.status_page_client import words_of

pytestmark = pytest.mark.django_db

OTHER = "The bell was stolen."


def rewrite(use, language="en", **texts):
    """Save other words of an event as a draft, as staff do."""
    versions = publishing.versions_of(use.event)
    words = versions.texts("working")
    words.setdefault(language, {}).setdefault("root", {}).update(texts)
    publishing.save(use.event, texts={language: words[language]})


def redate(use, day):
    facts = publishing.versions_of(use.event).facts("working")
    publishing.save(use.event, facts={**facts, "root": {**facts["root"], "start": day}})


def agreed(**values):
    use = draft(tell(written_in="en", **values))
    return say(use.submission)


@pytest.mark.parametrize(
    "change",
    [
        lambda use: rewrite(use, title=OTHER),
        lambda use: rewrite(use, text="We children rang it until dark!"),
        lambda use: rewrite(use, place="At the river"),
        lambda use: redate(use, "1979-01-01"),
    ],
)
def test_words_place_or_date_changed_after_a_yes_do_not_go_public(home, change):
    use = agreed()
    change(use)

    with pytest.raises(publishing.NotCompleteError, match="not those to which"):
        publish(use)
    assert event_of(use).published_languages() == []

    say(use.submission)
    publish(use)
    assert event_of(use).published_languages() == ["en"]


def test_what_is_public_stays_while_other_words_wait_for_a_yes(home):
    use = agreed()
    publish(use)
    rewrite(use, title=OTHER)

    asking.ask(use.submission, base="https://example.org", by=None, version=None)
    with pytest.raises(publishing.NotCompleteError):
        publish(use)

    assert event_of(use).title_en == "The bell came by ship."
    asking.answer(use.submission, True)
    publish(use)
    assert event_of(use).title_en == OTHER


def test_another_yes_does_not_let_a_third_wording_out(home):
    use = agreed()
    publish(use)
    rewrite(use, title=OTHER)
    say(use.submission)
    rewrite(use, title="The bell sank.")

    with pytest.raises(publishing.NotCompleteError):
        publish(use)


def test_a_translation_needs_no_yes_of_its_own(home):
    use = agreed()
    rewrite(use, "uk", title="Дзвін приплив кораблем.")

    publish(use)

    assert set(event_of(use).published_languages()) == {"en", "uk"}


def test_what_was_planned_in_the_former_words_does_not_go_out_after_a_yes_to_others(home):
    use = agreed()
    plan(use.event, ["en"], timezone.now() + timedelta(days=1))
    rewrite(use, title=OTHER)

    say(use.submission)

    assert publishing.versions_of(use.event)["en"].publish_at is None


def test_a_no_to_other_words_ends_the_former_yes(home):
    use = agreed()
    publish(use)
    rewrite(use, title=OTHER)

    say(use.submission, yes=False)

    assert event_of(use).published_languages() == []
    assert MemoryUse.objects.get().agreed_to == ""


def test_the_desk_offers_to_ask_anew_and_the_sender_sees_the_new_words(client, home):
    at_the_desk(client)
    use = agreed()
    assert "ask-sender" not in client.get(address(use.submission)).content.decode()
    rewrite(use, title=OTHER)

    use.submission.refresh_from_db()
    assert "The words were changed after this yes" in words_of(client.get(address(use.submission)))
    press(client, use.submission, "ask-sender")

    mail = Mail.objects.order_by("pk").last().email
    assert "other words" in mail.subject
    client.logout()
    page = client.get(own_page(use.submission))
    assert "has changed the draft since you said yes" in words_of(page)
    assert OTHER in words_of(page)
    form = filled(form_of(page, "shown_as"))
    assert form.get("says", "") == ""
    client.post(own_page(use.submission), {**form, "says": "nameless"})
    assert wording.is_agreed(drafts.use_of(use.submission))


def test_a_yes_on_the_phone_counts_for_the_words_on_the_screen(client, home):
    at_the_desk(client)
    memory = tell(email="", phone="801 555 0100", written_in="en")
    use = draft(memory)
    press(client, memory, "ask-sender")
    memory.refresh_from_db()
    page = client.get(address(memory))
    form = filled(form_of(page, "shown_as"))
    rewrite(use, title=OTHER)
    url = reverse("admin:involvement_memory", args=[memory.pk])

    client.post(url, {**form, "action": "phone", "says": "nameless"})

    assert MemoryUse.objects.get().answer == "asked"
    press(client, memory, "phone", says="nameless")
    use = MemoryUse.objects.get()
    assert (use.answer, OTHER in use.agreed_words) == ("yes", True)


def test_other_words_beside_an_event_leave_it_until_there_is_another_yes(client, home):
    at_the_desk(client)
    memory = tell(written_in="en", message="The bell came by ship.")
    url = put_beside(client, memory, make_event(title="The bell arrives", start="1978"))["Location"]
    say(memory)
    save(client, url, is_public="on", text_uk="Дзвін приплив.")
    assert Memory.objects.get().is_public

    refused = save(client, url, is_public="on", text_en=OTHER)

    assert "other words than those" in words_of(refused)
    assert Memory.objects.get().text_en == "The bell came by ship."
    form = filled(form_of(client.get(url), "base"))
    form.pop("is_public")
    client.post(url, {**form, "text_en": OTHER, "_save": "Save"})
    say(memory)
    save(client, url, is_public="on")
    assert (Memory.objects.get().is_public, Memory.objects.get().text_en) == (True, OTHER)


@pytest.mark.parametrize("codes", [["en", "uk"], ["uk"]])
def test_a_yes_to_other_words_calls_off_translations_of_the_former_ones_too(home, codes):
    use = agreed()
    rewrite(use, "uk", title="Дзвін приплив кораблем.")
    plan(use.event, codes, timezone.now() + timedelta(days=1))
    rewrite(use, title=OTHER)

    say(use.submission)

    versions = publishing.versions_of(use.event)
    assert [code for code in versions if versions[code].publish_at] == []


@pytest.mark.parametrize("codes", [["en", "uk"], ["uk"]])
def test_another_yes_to_the_same_words_leaves_what_is_planned(home, codes):
    use = agreed()
    rewrite(use, "uk", title="Дзвін приплив кораблем.")
    plan(use.event, codes, timezone.now() + timedelta(days=1))

    asking.answer(use.submission, True)

    versions = publishing.versions_of(use.event)
    assert {"zxx", *codes} == {code for code in versions if versions[code].publish_at}


def test_facts_planned_with_a_translation_stay_planned_when_the_original_is_called_off(home):
    use = agreed()
    rewrite(use, "uk", title="Дзвін приплив кораблем.")
    plan(use.event, ["en", "uk"], timezone.now() + timedelta(days=1))

    unschedule(use.event, "en")
    redate(use, "1979-01-01")
    run_due(timezone.now() + timedelta(days=2))

    assert event_of(use).published_languages() == ["uk"]
    assert event_of(use).start != date(1979, 1, 1)


def test_no_yes_is_chosen_beforehand_for_a_draft_that_nobody_has_asked_about(client, home):
    use = agreed()
    publish(use)
    rewrite(use, title=OTHER)

    page = client.get(own_page(use.submission))

    assert OTHER in words_of(page)
    assert filled(form_of(page, "shown_as")).get("says", "") == ""
    assert "It stands on the timeline. The office is working on other words" in words_of(page)


def test_a_yes_from_before_the_words_were_noted_is_told_as_such(client, home):
    at_the_desk(client)
    use = agreed()
    publish(use)
    MemoryUse.objects.update(agreed_to="")
    rewrite(use, title=OTHER)

    with pytest.raises(publishing.NotCompleteError, match="before its words were noted"):
        publish(use)
    desk = words_of(client.get(address(use.submission)))
    assert "given before its words were noted" in desk
    assert "changed after this yes" not in desk
    assert words_about(client, use) == "It stands on the timeline."

    press(client, use.submission, "ask-sender")

    mail = Mail.objects.order_by("pk").last().email
    assert "before its words" in " ".join(mail.message.split())
    assert "other words" not in mail.subject
    assert "before its words were noted" in words_about(client, use)


def words_about(client, use):
    return client.get(own_page(use.submission)).context["fate"]["words"]


def test_what_is_kept_of_an_answer_is_what_stood_on_the_page(client, home):
    at_the_desk(client)
    memory = tell(written_in="en")
    put_beside(client, memory, make_event(title="The bell arrives", start="1978"))
    press(client, memory, "ask-sender")
    use = drafts.use_of(memory)
    form = filled(form_of(client.get(own_page(memory)), "shown_as"))
    rewrite(use, title="The bell is stolen")

    refused = client.post(own_page(memory), {**form, "says": "nameless"})

    assert refused.status_code == 409
    again = {**filled(form_of(refused, "shown_as")), "says": "nameless"}
    client.post(own_page(memory), again)
    use = drafts.use_of(memory)
    assert (use.answer, "The bell is stolen" in use.agreed_words) == ("yes", True)
    redate(use, "1979-01-01")
    assert wording.is_agreed(use)
