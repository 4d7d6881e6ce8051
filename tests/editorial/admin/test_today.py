"""Content on the admin's first page: others wait, I began, goes by itself, since I was here."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial import publishing
from editorial.publishing import workflow
from editorial.publishing.planned import schedule
from editorial.staff import dashboard, roles
from tests.builders import make_page
from tests.editorial.staff.people import editor, person, translator

pytestmark = pytest.mark.django_db

PASSWORD = "a-long-enough-word-for-tests"


def items(client, group):
    context = client.get("/admin/").context
    parts = {part.group: part for part in [*context["groups"], *context["beside"]]}
    part = parts.get(group)
    return [*part.first, *part.more] if part else []


def drafted(title, by):
    """Make a public page with a draft of somebody."""
    page = make_page(title, by=by)
    publishing.save(page.entry, texts={"en": {"root": {"title": title, "lede": "New"}}}, by=by)
    return page


def test_a_text_in_review_waits_for_the_others_who_publish(client):
    asking, reading = person("Editor", username="asking"), editor()
    workflow.request_review(drafted("Board", asking).entry, "en", by=asking)
    drafted("Unasked", asking)
    client.force_login(reading)

    (item,) = items(client, dashboard.WAITING)

    assert item.title == "Board: read and publish"
    assert "asking asks for it. In English." in item.text
    assert client.get(item.url).status_code == 200
    client.force_login(asking)
    assert items(client, dashboard.WAITING) == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_waits_leads_to_the_language_that_waits(client, language):
    asking = person("Editor", username="asking")
    page = make_page("Board", translations={"ja": {"title": "会"}})
    publishing.save(page.entry, texts={language: {"root": {"title": "New"}}}, by=asking)
    workflow.request_review(page.entry, language, by=asking)
    client.force_login(editor())

    (item,) = items(client, dashboard.WAITING)

    translated = f"/admin/translations/{page.entry_id}/ja/"
    assert item.url == (translated if language == "ja" else f"/admin/pages/page/{page.pk}/change/")


def test_what_one_drafted_is_what_one_began_until_it_is_public(client):
    me = editor()
    page = drafted("Board", me)
    drafted("Theirs", person("Editor", username="other"))
    client.force_login(me)

    (item,) = items(client, dashboard.BEGUN)

    assert item.title == "Board is not public yet"
    publishing.publish(page.entry, ["en"])
    assert items(client, dashboard.BEGUN) == []


def test_translators_are_told_what_their_language_lacks_and_nothing_else(client):
    page = make_page("Board", translations={"uk": {"title": "Рада"}})
    client.force_login(translator("ja"))

    (item,) = items(client, dashboard.WAITING)

    assert item.title == "Board: Japanese"
    assert item.text == "1 text is missing"
    assert item.url == f"/admin/translations/{page.entry_id}/ja/"
    assert items(client, dashboard.PLANNED) == []
    assert items(client, dashboard.HEALTH) == []


def test_who_publishes_and_translates_sees_what_is_asked_of_them(client):
    asking = person("Editor", username="asking")
    both = person("Editor", roles.translator("ja"), username="both")
    translator("ja")
    translator("uk")
    workflow.ask_for_translations(make_page("Board", by=asking).entry, ["ja", "uk"], by=asking)
    client.force_login(both)

    (item,) = items(client, dashboard.WAITING)

    assert item.title == "Board: translate"
    assert item.text == "asking asks for it. In Japanese."


def test_a_language_that_the_desk_does_not_show_lacks_nothing(client, settings):
    settings.LANGUAGES, settings.PREPARED_LANGUAGES = [("en", "English"), ("ja", "日本語")], []
    make_page("Board", translations={"uk": {"title": "Рада"}})
    client.force_login(person(roles.translator("ja"), roles.translator("es")))

    assert [item.title for item in items(client, dashboard.WAITING)] == ["Board: Japanese"]


def test_what_goes_by_itself_is_told_with_its_time_and_a_failure_with_its_reason(client):
    me = editor()
    page = make_page("Board", public=False)
    schedule.schedule(page.entry, "en", timezone.now() + timedelta(days=3), by=me)
    client.force_login(me)

    (item,) = items(client, dashboard.PLANNED)
    assert (item.title, item.mark) == ("Board: English", "scheduled")
    assert item.text.endswith("in 3 days")
    assert [client.get(link.url).status_code for link in item.links] == [200]

    page.entry.versions.exclude(publish_at=None).update(schedule_problem="Its address is taken.")
    (item,) = items(client, dashboard.PLANNED)
    assert (item.text, item.mark) == ("Its address is taken.", "alert")


def test_what_others_saved_since_the_last_visit_is_told(client):
    me, other = editor(), person("Editor", username="other")
    me.set_password(PASSWORD)
    me.last_login = timezone.now()
    me.save()
    before = make_page("Before", by=other)
    before.entry.revisions.update(created_at=timezone.now() - timedelta(days=2))
    make_page("Mine", by=me)
    make_page("Theirs", by=other)
    client.post("/admin/login/", {"username": me.username, "password": PASSWORD})

    (item,) = items(client, dashboard.CHANGED)

    assert item.title == "Theirs"
    assert item.text.startswith("other published ")
    assert client.get(item.url).status_code == 200


def test_a_backup_is_good_for_a_week(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    client.force_login(editor())
    if connection.vendor != "sqlite":
        pytest.skip("A database server has backups of its own.")

    def health():
        found = [item for item in items(client, dashboard.HEALTH) if "ackup" in item.title]
        return [(item.title.split(" 20")[0], item.mark) for item in found]

    assert health() == [("No backup was made on this machine", "alert")]
    for days, mark in ((20, "alert"), (2, "good")):
        name = (timezone.now() - timedelta(days=days)).strftime("%Y-%m-%dT%H%M%SZ")
        (tmp_path / "backups" / name).mkdir(parents=True)
        (tmp_path / "backups" / "2030-01-01T000000Z.partial").mkdir(exist_ok=True)
        assert [shown for _title, shown in health()] == [mark]


def test_today_costs_the_same_for_one_and_for_many(client):
    me, other = editor(), person("Editor", username="other")
    client.force_login(me)

    def fill():
        page = make_page(by=me, public=False)
        schedule.schedule(page.entry, "en", timezone.now() + timedelta(days=3), by=me)
        workflow.request_review(drafted("Board", other).entry, "en", by=other)

    fill()
    client.get("/admin/")
    with CaptureQueriesContext(connection) as one:
        client.get("/admin/")
    for _count in range(4):
        fill()
    # Links are looked at once after each publication.
    client.get("/admin/")
    with CaptureQueriesContext(connection) as many:
        client.get("/admin/")

    assert len(many) == len(one) <= 31


def test_a_translation_that_is_asked_for_waits_for_those_who_translate(client):
    asking = person("Editor", username="asking")
    page = make_page("Board")
    workflow.ask_for_translations(page.entry, ["ja", "es"], by=asking)
    client.force_login(translator("ja"))

    (item,) = items(client, dashboard.WAITING)

    assert item.title == "Board: translate"
    assert "asking asks for it. In Japanese." in item.text
    assert "asking asks for this translation" in client.get(item.url).content.decode()
    # Nobody translates into Spanish, so those who publish stand in.
    client.force_login(editor())
    (item,) = items(client, dashboard.WAITING)
    assert item.text.endswith("In Spanish.")
    client.force_login(asking)
    (item,) = items(client, dashboard.BEGUN)
    assert (item.title, items(client, dashboard.WAITING)) == ("Board: translation asked for", [])


def test_who_asked_or_publishes_takes_it_back_and_a_translator_does_not(client):
    asking = person("Editor", username="asking")
    page = make_page("Board")
    workflow.ask_for_translations(page.entry, ["ja"], by=asking)
    address = f"/admin/translations/{page.entry_id}/ja/"
    taking_back = {"action": "take-back", "_base": "0"}
    client.force_login(translator("ja"))
    refused = client.post(address, taking_back)

    client.force_login(asking)
    done = client.post(address, taking_back, follow=True)

    assert (refused.status_code, done.status_code) == (403, 200)
    assert "no longer asked for" in done.content.decode()
    assert items(client, dashboard.BEGUN) == []
