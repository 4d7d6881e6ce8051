"""From a memory to a draft event: what goes into it, and what keeps it from the public."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.utils import timezone

from cities.models import Event
from editorial import publishing
from editorial.cache import version as content_version
from editorial.models import Picture, Revision, TakenOff
from editorial.publishing.planned.schedule import schedule
from involvement.errors import NoConsentError
from involvement.memories import asking, drafts, pictures, wording
from involvement.models import Disposition, MemoryUse, SentPicture
from involvement.submissions import erasure, files, sender
from tests.builders import make_city, make_event
from tests.involvement.memories.memory_client import WORDS, draft, event_of, publish, say, tell
from tests.involvement.sent_pictures import ANSWERS, make_file
from tests.involvement.submissions.test_erasure import rows_with
from tests.saltlake_sister.admin_rows import make_picture
from tests.submissions import YOUNG

pytestmark = pytest.mark.django_db(transaction=False)


def facts_of(use):
    return publishing.versions_of(use.event).facts("working")


def source_of(use):
    (source,) = [part for part in facts_of(use)["parts"] if part["kind"] == "cities.citation"]
    return source["facts"]


def test_a_draft_holds_date_words_city_and_source_and_is_not_public(home):
    city = make_city()
    use = draft(tell(city=city.entry, written_in="uk", details={"year": "близько 1978"}))

    root = facts_of(use)["root"]
    words = wording.newest(use)
    title, text = words.title, words.text
    assert (str(title), title.language) == ("The bell came by ship.", "uk")
    assert str(text) == WORDS
    assert (root["start"], root["start_qualifier"]) == ("1978-01-01", "about")
    assert (root["kind"], root["cities"]) == ("gift", [city.pk])
    assert source_of(use)["kind"] == "memory"
    assert event_of(use).published_languages() == []


def test_a_draft_has_an_address_as_one_made_in_the_admin_has(home):
    first, second, third = (
        draft(tell(written_in="en", message="The bell came.", details={"year": "1978"})),
        draft(tell(written_in="en", message="The bell came.", details={"year": "1978"})),
        draft(tell(written_in="uk", message="Дзвін приплив.", details={"year": "1978"})),
    )

    addresses = [facts_of(use)["root"]["slug"] for use in (first, second, third)]
    assert addresses == ["1978-the-bell-came", "1978-the-bell-came-2", "1978-gift"]


def test_a_date_that_cannot_be_read_is_told_to_staff_and_never_guessed(home):
    memory = tell(details={"year": "when I was small"})

    use = draft(memory)

    assert facts_of(use)["root"]["start"] is None
    assert "when I was small" in memory.messages.get(kind="note").text


def test_made_twice_it_is_made_once(home):
    memory = tell()

    assert draft(memory) == draft(memory)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "values", [{"may_publish": False}, {"state": "withdrawn"}, {"kind": "question"}]
)
def test_without_consent_nothing_is_made(home, values):
    with pytest.raises(NoConsentError):
        draft(tell(**values))
    assert not Event.objects.exists()


def test_a_young_persons_memory_is_left_to_their_parents(home):
    assert not drafts.may_be_used(tell(**YOUNG, state="unconfirmed"))
    confirmed = {"guardian_confirmed_at": timezone.now(), "guardian_lets_show": True}
    assert not drafts.may_be_used(tell(**YOUNG, **confirmed))


# --- Pictures ---------------------------------------------------------------------------------


def test_pictures_that_may_be_shown_go_into_the_library_with_credit_and_rights(home):
    memory = tell()
    make_file(memory)

    use = draft(memory)

    picture = Picture.objects.get()
    assert facts_of(use)["root"]["picture"] == picture.pk
    assert picture.credit == "Larysa Writer"
    assert "permission" in picture.license
    assert SentPicture.objects.get().file.submission == memory


@pytest.mark.parametrize(
    "answers",
    [
        {"use": "archive"},
        {"use": "later", "public_from": "2999-01-01"},
        {"taken_by": "studio"},
        {"asked": "no"},
        {"minors": "unknown"},
    ],
)
def test_other_pictures_stay_in_the_archive(home, answers):
    memory = tell()
    make_file(memory, **answers)
    memory.files.get().refresh_from_db()

    draft(memory)

    assert not Picture.objects.exists()


@pytest.mark.parametrize(("shown_as", "credit"), [("Zoryana M.", "Zoryana M."), ("", "a resident")])
def test_the_credit_names_its_sender_as_they_say_now(home, shown_as, credit):
    memory = tell()
    file = make_file(memory)
    draft(memory)
    before = content_version.current()

    files.correct(file, {**ANSWERS, "shown_as": shown_as}, "")

    assert Picture.objects.get().credit == credit
    assert content_version.current() != before


def test_a_picture_leaves_the_web_when_its_sender_changes_the_answer(home):
    memory = tell()
    file = make_file(memory)
    draft(memory)

    files.correct(file, {**ANSWERS, "use": "archive"}, "Archive only")

    picture = Picture.objects.get()
    assert (picture.is_on_the_web, picture.file.name, picture.credit) == (False, "", "–")


def served_files():
    return sorted(default_storage.listdir("pictures")[1])


def test_what_fails_leaves_no_file_in_the_served_folder(home):
    memory = tell(received_at=datetime(1900, 1, 1, tzinfo=UTC))
    make_file(memory)
    event = make_event(title="The bell arrives", start="1978", picture=make_picture(), alt="Bell")
    before = served_files()

    with pytest.raises(IntegrityError):
        drafts.put_beside(memory, event, by=None)
    with pytest.raises(IntegrityError):
        drafts.draft_event(memory, "nonsense", by=None)
    assert served_files() == before

    draft(memory)
    assert len(served_files()) > len(before)


# --- Asking before publication ----------------------------------------------------------------


def test_without_a_yes_it_does_not_go_public(home):
    use = draft(tell())

    with pytest.raises(publishing.NotCompleteError, match="has not said yes"):
        publish(use)
    say(use.submission, yes=False)
    with pytest.raises(publishing.NotCompleteError):
        publish(use)
    say(use.submission)
    publish(use)

    assert event_of(use).published_languages() == ["en"]


def test_the_source_names_who_told_it_only_as_they_agreed(home):
    nameless, named = draft(tell()), draft(tell())

    say(nameless.submission)
    say(named.submission, name="Larysa W.")

    assert source_of(nameless)["words"].startswith("Memory of a resident, told in ")
    assert source_of(named)["words"].startswith("Memory of Larysa W., told in ")


def public_title_of(use):
    return event_of(use).citations.get().words


@pytest.mark.parametrize(("later", "shown"), [("Zoryana M.", "Zoryana M."), ("", "a resident")])
def test_another_name_or_none_is_shown_at_once_and_drafts_of_staff_stay_drafts(home, later, shown):
    use = draft(tell())
    say(use.submission, name="Larysa W.")
    publish(use)
    assert "Larysa W." in public_title_of(use)
    facts = facts_of(use)
    publishing.save(use.event, facts={**facts, "root": {**facts["root"], "start": "1979-01-01"}})

    asking.answer(use.submission, True, shown_as=later)

    assert public_title_of(use).startswith(f"Memory of {shown}, told in ")
    assert source_of(use)["words"].startswith(f"Memory of {shown}, told in ")
    assert (event_of(use).start.year, facts_of(use)["root"]["start"]) == (1978, "1979-01-01")


def test_a_name_taken_back_with_the_yes_does_not_come_back_with_the_next_one(home):
    use = draft(tell())
    say(use.submission, name="Larysa W.")
    publish(use)
    asking.answer(use.submission, False)
    say(use.submission)

    assert TakenOff.objects.exists(), "it is still off"
    publishing.publish(use.event, ["en"], with_facts=False)

    assert public_title_of(use).startswith("Memory of a resident, told in ")


def test_what_was_to_go_out_at_a_time_under_a_former_name_does_not(home):
    use = draft(tell(written_in="en"))
    say(use.submission, name="Larysa W.")
    later = timezone.now() + timedelta(days=1)
    schedule(use.event, "en", later)

    asking.answer(use.submission, True)

    assert publishing.versions_of(use.event)["en"].publish_at is None


def test_a_source_that_staff_took_out_does_not_come_back_with_the_name(home):
    use = draft(tell())
    facts = facts_of(use)
    publishing.save(use.event, facts={**facts, "parts": []})

    say(use.submission, name="Larysa W.")

    assert facts_of(use)["parts"] == []


def test_a_yes_taken_back_leaves_the_timeline_at_once(home):
    use = draft(tell())
    say(use.submission)
    publish(use)

    asking.answer(use.submission, False)

    assert event_of(use).published_languages() == []


@pytest.mark.parametrize(
    "action",
    [
        sender.withdraw,
        sender.ask_for_erasure,
        lambda memory: sender.correct(
            memory, {"may_publish": False}, base=sender.base_of(memory), site="https://example.org"
        ),
    ],
)
def test_who_withdraws_takes_it_off_the_timeline_with_yes_name_and_pictures(home, action):
    memory = tell()
    use = draft(memory)
    make_file(memory)
    pictures.into_library(pictures.prepared(memory))
    say(use.submission, name="Larysa W.")
    publish(use)
    use.submission.refresh_from_db()

    action(use.submission)

    assert event_of(use).published_languages() == []
    taken_off = TakenOff.objects.get()
    assert (taken_off.entry, taken_off.explanation) == (use.event, "asked")
    use.refresh_from_db()
    assert (use.answer, use.shown_as) == ("no", "")
    with pytest.raises(publishing.NotCompleteError, match="has not said yes"):
        publish(use)
    # It is in the library, so any page may show it.
    picture = Picture.objects.get()
    assert (picture.is_on_the_web, picture.credit) == (False, "–")
    assert memory.files.exists(), "what was sent stays until it is erased or its term is over"


def test_what_was_taken_off_can_be_erased_later(home):
    use = draft(tell())
    say(use.submission)
    publish(use)
    use.submission.refresh_from_db()
    sender.withdraw(use.submission)

    erasure.erase(use.submission, reason=Disposition.Reason.ERASURE)

    assert not Event.objects.exists()
    assert not TakenOff.objects.exists()


# --- Erasure ----------------------------------------------------------------------------------


def test_an_erasure_reaches_event_revisions_and_pictures(home):
    memory = tell(message="Zwjq remembers.")
    make_file(memory, caption="Zwjq rings", shown_as="Zwjq Writer")
    use = draft(memory)
    say(memory, name="Zwjq Writer")
    event = event_of(use)

    erasure.erase(memory, reason=Disposition.Reason.ERASURE)

    assert rows_with(["Zwjq"]) == set()
    assert not Event.objects.exists()
    assert not Revision.objects.filter(entry=event.entry_id).exists()
    assert not MemoryUse.objects.exists()


def test_what_stood_beside_an_erased_event_is_kept_and_can_be_placed_anew(home):
    use, beside = draft(tell()), tell()
    event = event_of(use)
    drafts.put_beside(beside, event, by=None)
    merged = make_event(title="The same bell", start="1978")
    TakenOff.objects.create(entry=merged.entry, reason="merged", target=use.event)

    erasure.erase(use.submission, reason=Disposition.Reason.ERASURE)

    assert list(Event.objects.all()) == [merged]
    assert not TakenOff.objects.exists()
    beside.refresh_from_db()
    assert drafts.use_of(beside) is None
    assert drafts.put_beside(beside, merged, by=None).memory.event == merged.entry


def test_events_of_others_stay(home):
    other = make_event(title="A visit", start="1990")
    memory = tell()
    draft(memory)

    erasure.erase(memory, reason=Disposition.Reason.ERASURE)

    assert list(Event.objects.all()) == [other]
