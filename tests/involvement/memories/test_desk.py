"""Memories at the desk and on the sender's own page, by real forms."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cities.models import Memory
from editorial import publishing
from editorial.cache import version as content_version
from involvement.memories import asking
from involvement.models import Mail, MemoryUse, Submission
from involvement.records import retention
from involvement.submissions import sender
from tests.builders import make_city, make_event, make_page
from tests.editorial.admin.plans.screens import in_three_days, send, there
from tests.html_forms import filled, form_of, form_sent_to
from tests.involvement.admin.inbox.inbox_client import address, coordinator, sign_in_with, typed_in
from tests.involvement.memories.memory_client import (
    at_the_desk,
    draft,
    event_of,
    publish,
    say,
    tell,
)
from tests.involvement.views.status_page_client import token_of, words_of
from tests.submissions import make_closed, make_form

pytestmark = pytest.mark.django_db


def press(client, memory, action, **typed):
    form = typed_in(client.get(address(memory)), action, **typed)
    return client.post(reverse("admin:involvement_memory", args=[memory.pk]), form)


def own_page(memory):
    return reverse("involvement:timeline", args=[token_of(memory)])


def test_one_step_makes_a_draft_and_leads_to_it(client, home):
    at_the_desk(client)
    memory = tell()

    answer = press(client, memory, "draft", kind="gift")

    use = MemoryUse.objects.get()
    assert answer["Location"] == reverse("admin:cities_event_change", args=[use.event.object_pk])
    page = client.get(answer["Location"])
    # Who may read submissions is led back to it; the checklist says what is missing.
    assert address(memory) in page.content.decode()
    assert "has not said yes" in words_of(page)


def test_no_reason_is_offered_where_only_a_yes_helps(client, home):
    at_the_desk(client)
    use = draft(tell(written_in="en"))
    url = reverse("admin:cities_event_change", args=[use.event.object_pk])
    planning = reverse("admin:plan_publish", args=[use.event_id])

    form = filled(form_of(client.get(url), "_publish"))
    refused = client.post(url, {**form, "_publish": "on"})
    planned = send(client, f"{planning}?language=en", **there(in_three_days()))

    for answer in refused, planned:
        assert "has not said yes" in words_of(answer)
        assert "_in_spite_of" not in answer.content.decode()


def test_an_event_tells_those_who_may_not_read_submissions_nothing(client, home):
    use = draft(tell())
    sign_in_with(client, "view_event", "change_event")

    page = client.get(reverse("admin:cities_event_change", args=[use.event.object_pk]))

    assert page.status_code == 200
    assert use.submission.reference not in page.content.decode()


@pytest.mark.parametrize("button", ["draft", "ask-sender", "phone"])
def test_who_may_not_answer_submissions_brings_nothing_to_the_timeline(client, home, button):
    memory = tell()
    sign_in_with(client, "view_submission", "change_idea", "add_event")

    url = reverse("admin:involvement_memory", args=[memory.pk])

    assert client.post(url, {"action": button, "kind": "gift"}).status_code == 403
    assert not MemoryUse.objects.exists()


def test_a_coordinator_without_the_right_to_add_events_is_offered_no_draft(client, home):
    client.force_login(coordinator())
    memory = tell()

    assert 'value="draft"' not in client.get(address(memory)).content.decode()
    url = reverse("admin:involvement_memory", args=[memory.pk])
    assert client.post(url, {"action": "draft", "kind": "gift"}).status_code == 403


def test_the_sender_is_asked_by_mail_and_answers_on_their_page(client, home):
    at_the_desk(client)
    memory = tell()
    draft(memory)
    assert "ask you before anything" in words_of(client.get(own_page(memory)))

    press(client, memory, "ask-sender")

    mail = Mail.objects.get(submission=memory, purpose="timeline")
    assert "/take-part/mine/" in mail.email.message
    client.logout()
    page = client.get(own_page(memory))
    assert "The bell came by ship." in words_of(page)
    form = filled(form_of(page, "shown_as"))
    refused = client.post(own_page(memory), {**form, "says": "named"})
    assert refused.status_code == 422
    done = client.post(own_page(memory), {**form, "says": "named", "shown_as": "Larysa W."})
    assert done.status_code == 303
    use = MemoryUse.objects.get()
    assert (use.answer, use.shown_as) == ("yes", "Larysa W.")
    assert "The bell came by ship." in use.agreed_words


@pytest.mark.parametrize("is_beside", [False, True])
def test_a_yes_counts_for_the_words_that_were_shown_and_a_no_for_all(client, home, is_beside):
    at_the_desk(client)
    memory = tell(written_in="en")
    if is_beside:
        put_beside(client, memory, make_event(title="The bell arrives", start="1978"))
    else:
        draft(memory)
    press(client, memory, "ask-sender")
    form = filled(form_of(client.get(own_page(memory)), "shown_as"))
    use = MemoryUse.objects.get()
    if is_beside:
        Memory.objects.update(text_en="The bell was stolen.")
    else:
        texts = publishing.versions_of(use.event).texts("working")
        texts["en"]["root"]["text"] = "The bell was stolen."
        publishing.save(use.event, texts=texts)

    refused = client.post(own_page(memory), {**form, "says": "nameless"})

    assert refused.status_code == 409
    assert "The bell was stolen." in words_of(refused)
    assert MemoryUse.objects.get().answer == "asked"
    client.post(own_page(memory), {**form, "says": "no"})
    assert MemoryUse.objects.get().answer == "no"
    again = {**filled(form_of(refused, "shown_as")), "says": "nameless"}
    assert client.post(own_page(memory), again).status_code == 303
    assert "The bell was stolen." in MemoryUse.objects.get().agreed_words


def test_who_was_not_asked_cannot_say_yes_for_the_office(client, home):
    memory = tell()
    draft(memory)

    assert client.post(own_page(memory), {"says": "nameless"}).status_code == 409


def test_who_has_no_mail_is_called_and_staff_write_it_down(client, home):
    user = at_the_desk(client)
    memory = tell(email="", phone="801 555 0100")
    draft(memory)

    press(client, memory, "ask-sender")
    assert not Mail.objects.exists()
    press(client, memory, "phone", says="nameless")

    use = MemoryUse.objects.get()
    assert (use.answer, use.noted_by) == ("yes", user)


# --- Beside an event --------------------------------------------------------------------------


def put_beside(client, memory, event):
    url = reverse("admin:involvement_memory_beside", args=[memory.pk])
    form = filled(form_of(client.get(url), "event"))
    return client.post(url, {**form, "event": event.pk})


def save(client, url, **typed):
    form = filled(form_of(client.get(url), "base"))
    return client.post(url, {**form, **typed, "_save": "Save"})


def test_an_event_made_of_a_memory_has_no_other_beside_it(client, home):
    at_the_desk(client)
    made = event_of(draft(tell()))
    make_event(title="The bell arrives", start="1978")
    memory = tell()

    answer = put_beside(client, memory, made)

    assert answer.status_code == 422
    assert MemoryUse.objects.count() == 1


def test_a_memory_stands_beside_its_event_told_as_memory(client, home):
    at_the_desk(client)
    city = make_city(slug="northtown")
    event = make_event(title="The bell arrives", start="1978", cities=[city])
    memory = tell(city=city.entry, written_in="uk", message="Дзвін приплив кораблем.")
    answer = put_beside(client, memory, event)

    refused = save(client, answer["Location"], is_public="on")
    assert "has not said yes" in words_of(refused)
    say(memory, name="Larysa W.")
    save(client, answer["Location"], is_public="on")

    for path in ("/en/history/", "/en/cities/northtown/"):
        page = client.get(path).content.decode()
        assert '<span lang="uk">Дзвін приплив кораблем.</span>' in page
        assert "Remembered by Larysa W., told in 20" in page
    save(client, answer["Location"], is_public="on", text_en="The bell came by ship.")
    assert "The bell came by ship." in client.get("/en/history/").content.decode()
    own = client.get(reverse("involvement:status", args=[token_of(memory)]))
    assert "It stands on the timeline." in words_of(own)


def test_an_event_that_only_a_memory_tells_is_told_as_memory(client, home):
    use = draft(tell(written_in="en", details={"year": "1978"}))
    say(use.submission)
    publish(use)
    make_event(title="The treaty", start="1979")

    html = client.get("/en/history/").content.decode()

    told = [each.split("</article>")[0] for each in html.split("<article")[1:]]
    assert {"The bell came by ship" in each for each in told} == {True, False}
    for each in told:
        is_memory = "The bell came by ship" in each
        assert ("Told as somebody remembers it" in each) == is_memory


def test_a_name_taken_back_leaves_the_event_beside_which_it_stands(client, home):
    at_the_desk(client)
    event = make_event(title="The bell arrives", start="1978")
    memory = tell()
    put_beside(client, memory, event)
    say(memory, name="Larysa W.")
    Memory.objects.update(is_public=True)
    before = content_version.current()

    asking.answer(memory, True)

    assert Memory.objects.get().told_by == ""
    assert content_version.current() != before


def test_a_no_takes_it_away_from_its_event(client, home):
    at_the_desk(client)
    event = make_event(title="The bell arrives", start="1978")
    memory = tell()
    put_beside(client, memory, event)
    say(memory)
    Memory.objects.update(is_public=True)

    say_no = reverse("involvement:timeline", args=[token_of(memory)])
    client.post(say_no, {**filled(form_sent_to(client.get(say_no), say_no)), "says": "no"})

    assert not Memory.objects.public().exists()


def queries_of_the_list(client):
    client.get("/admin/cities/memory/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/admin/cities/memory/").status_code == 200
    return len(captured)


def test_the_list_of_memories_needs_the_same_queries_however_long(client, home):
    at_the_desk(client)
    event = make_event(title="The bell arrives", start="1978")
    put_beside(client, tell(), event)
    one = queries_of_the_list(client)
    for _memory in range(3):
        put_beside(client, tell(), event)

    assert queries_of_the_list(client) == one


def test_what_stands_on_the_timeline_keeps_its_submission_beyond_its_term(home):
    make_form(choices=[{"kind": "memory", "label": "A memory", "retention_years": 3}])
    kept, gone, withdrawn = (make_closed(kind="memory", may_publish=True) for _ in range(3))
    staff = coordinator()
    for memory in (kept, withdrawn):
        draft(memory)
        asking.answer(memory, True, by=staff)
    sender.withdraw(withdrawn)
    Submission.objects.update(last_activity_at=gone.last_activity_at)

    assert set(retention.due(date(2026, 1, 1))) == {gone, withdrawn}


def test_the_history_tells_how_many_memories_came_and_were_answered(client, home):
    make_page()
    make_event(title="The bell arrives", start="1978")
    tell()
    tell(answered_at=timezone.now(), state="answered")
    tell(state="held")

    words = words_of(client.get("/en/history/"))

    assert "Residents have told 2 memories so far. The office has answered 1 of them." in words


@pytest.mark.parametrize(("language", "lang"), [("en", ""), ("uk", ' lang="uk"')])
def test_words_to_be_read_on_the_phone_carry_their_language(client, home, language, lang):
    at_the_desk(client)
    use = draft(tell(written_in=language, message="Дзвін приплив кораблем."))

    page = client.get(address(use.submission)).content.decode()

    words = page.split("<blockquote>")[1].split("</blockquote>")[0]
    assert 'lang=""' not in words
    assert ("<span" in words, f"{lang}>Дзвін" in words) == (bool(lang), True)
