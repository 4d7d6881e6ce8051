"""Doing one thing to several: the page asks, each is done by itself, what fails is told."""

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.admin.bulk import carry_out
from editorial.admin.bulk.items import NOTHING_TO_TRANSLATE
from editorial.models import LanguageVersion, TakenOff
from editorial.publishing import delete as deletion
from editorial.staff import roles
from tests.builders import make_event, make_meeting_rule, make_page
from tests.editorial.staff.people import editor, person
from tests.selecting import page_of

pytestmark = pytest.mark.django_db

BECAUSE = {"reason": "withdrawn", "explanation": "ended"}


@pytest.fixture
def ann(client):
    """Ann, an editor who is signed in."""
    user = editor()
    client.force_login(user)
    return user


@pytest.fixture
def bob():
    """Bob, another editor."""
    return person(roles.EDITOR, username="bob")


def draft(root, by, **texts):
    """Save a draft of English texts of a root."""
    kept = publishing.versions_of(root.entry).texts("working")["en"]["root"]
    publishing.save(root.entry, texts={"en": {"root": {**kept, **texts}}}, by=by)


def ask(client, action, *roots):
    """Open the page that asks; return it."""
    things = {"thing": [root.entry_id for root in roots], "back": "/admin/cities/event/"}
    return client.get(reverse(f"admin:bulk_{action}"), things)


def filled_in(response, **ticked):
    """Return what the form of the page sends, with these ticks instead of its own."""
    form = page_of(response).first("form.chosen")
    data = {}
    for field in form.select("input"):
        if field["type"] == "hidden" or field.has("checked"):
            data.setdefault(field["name"], []).append(field["value"])
    for name, chosen in ticked.items():
        data[name] = chosen if isinstance(chosen, str) else [_sent(one) for one in chosen]
    return data


def _sent(one):
    return one if isinstance(one, str) else one.entry_id


def send(client, action, response, **ticked):
    """Press the button; return `(done, failed)`, each the names with the reasons."""
    answer = client.post(reverse(f"admin:bulk_{action}"), filled_in(response, **ticked))
    return done_and_failed(answer)


def done_and_failed(answer):
    context = answer.context
    return (
        [outcome.item.entry.label for outcome in context["done"]],
        {outcome.item.entry.label: outcome.reason for outcome in context["failed"]},
    )


def title(root):
    """Return the title that the public sees."""
    root.refresh_from_db()
    return root.title_en


def test_ticking_rows_leads_to_the_page_that_asks(client, ann):
    one, two = make_event("One", public=False, by=ann), make_event("Two")
    chosen = {"action": "publish_chosen", "_selected_action": [one.pk, two.pk]}

    response = client.post("/admin/cities/event/?state=draft", chosen, follow=True)

    # Only drafts are in that list.
    assert [thing.entry.label for thing in response.context["things"]] == ["One"]
    assert response.context["back"] == "/admin/cities/event/?state=draft"
    assert title(one) is None


def test_one_publishes_ones_own_drafts_and_those_of_others_only_where_ticked(client, ann, bob):
    mine, theirs, both = make_event("Mine"), make_event("Theirs"), make_event("Both")
    draft(mine, ann, title="Mine, new")
    draft(theirs, bob, title="Theirs, new")
    draft(both, ann, title="Both, new")
    draft(both, bob, text="Added by Bob")
    public = make_event("Public")
    page = ask(client, "publish", mine, theirs, both, public)
    words = page.content.decode()

    done, failed = send(client, "publish", page)

    assert "Publish the draft of bob" in words
    assert "Everything of it is public already." in words
    assert (sorted(done), failed) == (["Both, new", "Mine, new"], {})
    assert (title(mine), title(theirs), title(both)) == ("Mine, new", "Theirs", "Both, new")
    assert not both.text_en

    done, failed = send(
        client, "publish", ask(client, "publish", theirs, both), others=[theirs, both]
    )

    assert (sorted(done), failed) == (["Both, new", "Theirs, new"], {})
    both.refresh_from_db()
    assert (title(theirs), both.text_en) == ("Theirs, new", "Added by Bob")


def test_what_cannot_go_out_is_told_and_keeps_nothing_else_back(client, ann, bob):
    new, shared, mine = make_event("New", public=False, by=bob), make_event("S"), make_event("M")
    draft(new, ann, text="By Ann")
    draft(shared, bob, text="One two three four five")
    draft(shared, ann, text="One two three and four five")
    draft(mine, ann, text="By Ann")

    done, failed = send(
        client, "publish", ask(client, "publish", new, shared, mine), do=[new, shared, mine]
    )

    assert done == ["M"]
    assert failed["New"] == "It was never public, and a draft of somebody else is in it."
    assert set(failed) == {"New", "S"}
    assert (title(new), title(shared)) == (None, "S")


def test_what_somebody_saved_in_the_meantime_does_not_go_out(client, ann, bob):
    event = make_event("One")
    draft(event, ann, title="Two")
    page = ask(client, "publish", event)
    draft(event, bob, title="Three")

    done, failed = send(client, "publish", page, others=[event])

    assert (done, failed) == ([], {"Three": "Somebody saved it in the meantime. Look at it again."})
    assert title(event) == "One"


@pytest.mark.parametrize("action", ["publish", "take_off", "review"])
def test_sending_twice_does_it_once(client, ann, action):
    event = make_event("One")
    draft(event, ann, title="Two")
    sent = filled_in(ask(client, action, event))
    address = reverse(f"admin:bulk_{action}")
    revisions = event.entry.revisions.count()

    sent |= BECAUSE if action == "take_off" else {}
    first = done_and_failed(client.post(address, sent))
    second = done_and_failed(client.post(address, sent))

    assert first == (["Two"], {})
    assert (second[0], len(second[1])) == ([], 1)
    assert event.entry.revisions.count() == revisions


def test_a_list_leads_to_planning_what_was_ticked(client, ann):
    event = make_event("One")
    draft(event, ann, title="Two")

    chosen = {"action": "plan_chosen", "_selected_action": [event.pk]}
    page = client.post(reverse("admin:cities_event_changelist"), chosen, follow=True)

    assert page.request["PATH_INFO"] == reverse("admin:plan_several")
    assert "Publish “Two” at a time" in page_of(page).first("h1").get_text()


def test_several_things_are_taken_off_the_site_in_every_language(client, ann):
    event = make_event("One", translations={"ja": {"title": "一"}})
    page, off = make_page("Two"), make_event("Off", public=False)
    asked = ask(client, "take_off", event, page, off)

    done, failed = send(client, "take_off", asked, **BECAUSE)

    assert "It is not public." in asked.content.decode()
    assert (sorted(done), failed) == (["One", "Two"], {})
    event.refresh_from_db()
    assert event.published_languages() == []
    decided = {taken.entry_id: taken.explanation for taken in TakenOff.objects.all()}
    assert decided == {event.entry_id: "ended", page.entry_id: "ended"}


def test_several_things_leave_the_site_at_a_time(client, ann):
    one, two = make_page("One"), make_meeting_rule("Two")
    later = {**BECAUSE, "when": "then", "day": "2999-01-04", "clock": "09:00"}

    done, failed = send(client, "take_off", ask(client, "take_off", one, two), **later)

    assert (sorted(done), failed) == (["One", "Two"], {})
    assert one.published_languages() == ["en"]
    planned = LanguageVersion.objects.exclude(unpublish_at=None).values_list("entry", "language")
    assert sorted(planned) == sorted([(one.entry_id, "en"), (two.entry_id, "en")])


def test_a_day_alone_takes_nothing_off(client, ann):
    page = make_page("One")
    asked = ask(client, "take_off", page)

    sent = filled_in(asked, **BECAUSE, when="then", day="2999-01-04")
    answer = client.post(reverse("admin:bulk_take_off"), sent)

    assert "A date alone publishes nothing." in answer.content.decode()
    assert not LanguageVersion.objects.exclude(unpublish_at=None).exists()
    assert page.published_languages() == ["en"]


def test_without_a_reason_nothing_is_taken_off_and_the_ticks_stay(client, ann):
    one, two = make_page("One"), make_page("Two")

    sent = filled_in(ask(client, "take_off", one, two), do=[one])
    answer = client.post(reverse("admin:bulk_take_off"), sent)

    assert "Say why it is taken off the site." in answer.content.decode()
    assert filled_in(answer)["do"] == [str(one.entry_id)]
    assert one.published_languages() == ["en"]


def test_what_has_no_address_of_its_own_goes_without_a_reason(client, ann):
    meetings = make_meeting_rule("One")

    assert send(client, "take_off", ask(client, "take_off", meetings)) == (["One"], {})


def test_drafts_are_handed_over_for_review(client, ann):
    event = make_event("One")
    draft(event, ann, title="Two")

    send(client, "review", ask(client, "review", event))

    version = LanguageVersion.objects.get(entry=event.entry, language="en")
    assert version.work_state == "in_review"
    assert version.review_requested_by == ann
    assert title(event) == "One"


def test_what_cannot_be_reviewed_is_named_and_holds_up_nothing(client, ann):
    untitled, event = make_event("One"), make_event("Two")
    publishing.save(untitled.entry, texts={"ja": {"root": {"text": "<p>本文</p>"}}}, by=ann)
    draft(event, ann, title="Three")

    done, failed = send(client, "review", ask(client, "review", untitled, event))

    assert (done, list(failed)) == (["Three"], ["One"])
    assert "title" in failed["One"].lower()


def test_what_was_deleted_or_is_nothing_is_left_out(client, ann):
    event = make_event("One", public=False)
    page = ask(client, "publish", event)
    deletion.delete(event.entry)

    answer = client.post(reverse("admin:bulk_publish"), filled_in(page, do=[event]))
    nothing = client.get(reverse("admin:bulk_publish"), {"thing": ["x", "9" * 30, "-1", "0"]})

    assert done_and_failed(answer) == ([], {})
    assert "Nothing was chosen" in nothing.content.decode()
    with pytest.raises(carry_out.NotDoneError):
        carry_out.take_off(event.entry, why=None, by=ann)


def test_the_way_back_leads_to_no_other_site(client, ann):
    response = client.get(reverse("admin:bulk_publish"), {"back": "https://example.org/"})

    assert response.context["back"] == "/admin/"


@pytest.mark.parametrize("action", ["publish", "take_off", "review"])
def test_who_lacks_the_right_changes_nothing(client, action):
    event = make_event("One")
    client.force_login(person(roles.translator("ja")))

    response = client.post(
        reverse(f"admin:bulk_{action}"), {"thing": event.entry_id, "do": event.entry_id}
    )

    assert response.status_code == 403
    assert title(event) == "One"


def test_the_page_asks_as_much_for_one_thing_as_for_many(
    client, ann, bob, django_assert_max_num_queries
):
    counts, events = [], []
    for number in range(2):
        for again in range(1 + 5 * number):
            events.append(make_event(f"{number} {again}"))
            draft(events[-1], bob, text="By Bob")
            draft(events[-1], ann, title="By Ann")
        with django_assert_max_num_queries(14) as captured:
            ask(client, "publish", *events)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_translations_of_several_things_are_asked_for_in_the_chosen_languages(client, ann):
    one, two = make_event("One"), make_event("Two", translations={"ja": {"title": "二"}})
    page = ask(client, "translations", one, two)

    done, failed = send(client, "translations", page, languages=["ja"])

    assert (done, failed) == (["One"], {"Two": str(NOTHING_TO_TRANSLATE)})
    asked = LanguageVersion.objects.exclude(translation_asked_at=None)
    assert [(v.entry_id, v.language, v.translation_asked_by) for v in asked] == [
        (one.entry_id, "ja", ann)
    ]
    refused = client.post(
        reverse("admin:bulk_translations"), filled_in(page, languages=[]) | {"languages": []}
    )
    assert "Choose at least one language." in refused.content.decode()
    nothing = {"languages": [], "do": []}
    again = client.post(reverse("admin:bulk_translations"), filled_in(page) | nothing)
    assert not any(item.is_ticked for item in again.context["things"])


def test_the_way_back_says_whether_it_leads_to_the_form_or_to_a_list(client, ann):
    event = make_event("One")
    form = reverse("admin:cities_event_change", args=[event.pk])
    address = reverse("admin:bulk_translations")

    from_form = client.get(address, {"thing": event.entry_id, "back": form})
    done = client.post(address, filled_in(from_form, languages=["ja"]))

    for page in (from_form, done):
        assert f'<a href="{form}">Back to the form</a>' in page.content.decode()
    assert "Back to the list" in ask(client, "translations", event).content.decode()


def test_only_languages_at_the_desk_are_asked_for(client, ann, settings):
    settings.LANGUAGES, settings.PREPARED_LANGUAGES = [("en", "English")], ["ja"]

    page = ask(client, "translations", make_event("One"))

    assert [code for code, _words in page.context["form"].fields["languages"].choices] == ["ja"]
