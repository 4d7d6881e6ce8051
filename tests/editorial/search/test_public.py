"""What visitors find is what is public, at every step of an entry's life, and nothing else."""

import pytest
from django.core.management import call_command
from django.db import connection

from editorial import publishing
from editorial.models import PublicText
from editorial.publishing import delete as deletion
from editorial.publishing import taking_off
from editorial.publishing.planned import schedule
from editorial.search import visitors
from editorial.search.tokens import wanted
from tests.builders import make_city, make_event, make_page, make_site
from tests.editorial.publishing.timing import tomorrow
from tests.submissions import make_letters

pytestmark = pytest.mark.django_db


def found(query):
    """List the titles of what visitors find, in any language."""
    texts = visitors.matching(wanted(query), ["en", "ja"])
    return sorted(texts.values_list("title", flat=True))


def save(root, **texts):
    versions = publishing.versions_of(root.entry)
    kept = versions.texts("working").get("en", {})
    publishing.save(root.entry, texts={"en": {**kept, "root": {**kept.get("root", {}), **texts}}})


def stored():
    return sorted(PublicText.objects.values_list("entry", "language", "name_tokens", "tokens"))


def test_from_the_first_draft_to_the_recovery():
    page = make_page("Harbor", lede="Ships", public=False)
    assert found("harbor") == found("ships") == []

    publishing.publish(page.entry, ["en"])
    assert found("harbor") == found("ships") == ["Harbor"]

    save(page, title="Haven", lede="Boats")
    assert (found("haven"), found("boats"), found("ships")) == ([], [], ["Harbor"])

    at = tomorrow()
    schedule.schedule(page.entry, "en", at)
    assert found("boats") == []
    schedule.run_due(at)
    assert (found("boats"), found("ships"), found("harbor")) == (["Haven"], [], [])

    save(page, lede="Canoes")
    publishing.withdraw(page.entry, ["en"])
    assert found("haven") == found("boats") == found("canoes") == []

    publishing.publish(page.entry, ["en"])
    assert found("canoes") == ["Haven"]

    deletion.delete(page.entry)
    assert found("canoes") == []
    assert not PublicText.objects.exists()

    deletion.recover(page.entry)
    assert found("canoes") == ["Haven"]


def test_each_language_has_a_life_of_its_own():
    page = make_page("Harbor", translations={"ja": {"title": "港町"}})
    assert found("港町") == ["港町"]

    publishing.withdraw(page.entry, ["ja"])

    assert (found("港町"), found("harbor")) == ([], ["Harbor"])


def test_what_was_published_in_error_is_found_no_longer():
    page = make_page("Harbor")

    taking_off.take_off(page.entry, ["en"], why=taking_off.Why(reason="error"))

    assert found("harbor") == []


def test_a_name_that_a_city_has_no_longer_finds_it_no_longer():
    city = make_city(name="Lakeport", translations={"ja": {"name": "湖港"}})
    publishing.withdraw(city.entry, ["ja"])

    assert found("湖港") == []


def test_placeholders_are_filled_in_and_follow_what_they_name():
    site = make_site(phone="+1 801-535-7200")
    make_page("Contact", lede="Call {phone}.")
    assert found("535 7200") == ["Contact"]

    versions = publishing.versions_of(site.entry)
    facts = versions.facts("working")
    facts = {**facts, "root": {**facts["root"], "phone": "+1 801-555-0100"}}
    publishing.save(site.entry, facts=facts)
    publishing.publish(site.entry, ["en"])

    assert (found("7200"), found("0100")) == ([], ["Contact"])


def test_what_has_no_page_of_its_own_is_not_found():
    make_letters()

    assert not PublicText.objects.exists()


def test_notes_for_staff_are_not_found():
    make_city(name="Lakeport", doubt_note="Uncertain", attestation_note="Uncertain")

    assert found("uncertain") == []


def test_writing_again_what_is_public_writes_nothing():
    page = make_page("One", translations={"ja": {"title": "一"}})
    before = list(PublicText.objects.order_by("pk").values_list("pk"))

    publishing.project(page.entry)

    assert list(PublicText.objects.order_by("pk").values_list("pk")) == before


def test_rebuilding_makes_all_of_it_anew():
    city = make_city(name="Lakeport", other_names="Portlac")
    make_event("A visit", cities=[city])
    make_page("Draft", public=False)
    gone = make_page("Gone")
    deletion.delete(gone.entry)
    before = stored()

    PublicText.objects.all().delete()
    call_command("rebuild_search", verbosity=0)

    assert stored() == before
    assert found("portlac") == ["Lakeport"]


def test_full_text_follows_the_table_whoever_writes_it():
    make_page("Harbor")
    text = PublicText.objects.get()
    text.tokens = " haven "
    text.save()
    assert (found("harbor"), found("haven")) == ([], ["Harbor"])

    PublicText.objects.all().delete()
    assert found("haven") == []


def test_the_full_text_of_the_table_is_there():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name LIKE '%publictext%'")
            wanted = {f"editorial_publictext_{name}" for name in ("tokens", "inserted", "deleted")}
            wanted.add("editorial_publictext_updated")
        else:
            cursor.execute("SELECT indexname FROM pg_indexes")
            wanted = {"editorial_publictext_tokens"}
        assert wanted <= {name for (name,) in cursor.fetchall()}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no other way to ask.")
def test_a_word_that_every_text_holds_is_asked_of_the_full_text_too():
    for number in range(20):
        make_page(slug=f"harbor-{number}", title="Harbor")
    with connection.cursor() as cursor:
        # Else it goes by what it knew of the table before, which is as good as nothing.
        cursor.execute("ANALYZE editorial_publictext")

    plan = visitors.matching(wanted("harbor"), ["en", "ja"]).explain()

    assert "Seq Scan on editorial_publictext" not in plan
