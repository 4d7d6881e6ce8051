"""Whatever staff wrote can be found, in every script; only what is public counts as public."""

import pytest
from django.core.management import call_command

from cities.models import City, Event
from editorial import publishing
from editorial.models import Entry, Picture, SearchText
from editorial.publishing import delete as deletion
from editorial.publishing import going_back
from editorial.registry import kind_of
from editorial.search import finding
from editorial.search.keeping import keep
from tests.builders import make_city, make_event, make_page
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db


def labels(query, **how):
    """Return the names of the entries that a query finds."""
    found = finding.matching(query, **how).values("entry")
    return sorted(Entry.objects.filter(pk__in=found).values_list("label", flat=True))


def rows():
    """Return what is stored, but for the keys."""
    return sorted(
        SearchText.objects.values_list(
            "entry", "language", "is_public", "made_from", "title_folded", "text_folded"
        )
    )


def save(root, **texts):
    """Save a draft of the texts of a root in English."""
    versions = publishing.versions_of(root.entry)
    kept = versions.texts("working").get("en", {})
    root_texts = {**kept.get("root", {}), **texts}
    publishing.save(root.entry, texts={"en": {**kept, "root": root_texts}})


@pytest.mark.parametrize(
    "query",
    [
        "torino",
        "TORINO gathering",
        "Turin",
        "Турин",
        "杜林",
        "トリノ",
        "ﾄﾘﾉ",
        "cernauti",
        "baroque",
        "Königin",
        "palaces of",
    ],
)
def test_a_city_is_found_by_its_names_and_by_all_that_is_written_about_it(query):
    make_city(
        name="Torino Gathering",
        other_names="Turin\nCernăuți",
        profile="<p>A <strong>baroque</strong> city.</p><p>The palaces of a konigin.</p>",
        translations={
            "uk": {"name": "Турин"},
            "zh-hant": {"name": "杜林"},
            "ja": {"name": "トリノ市"},
        },
    )
    make_city(name="Elsewhere")

    assert labels(query) == ["Torino Gathering"]


def test_an_event_is_found_by_its_place_its_sources_and_its_year():
    event = {"place": "Abravanel Hall", "start": "1958-11-29"}
    make_event(
        title="A concert",
        sources=[{"words": "Old records, KSL", "language": "en"}],
        **event,
    )

    assert [labels(q) for q in ("abravanel", "old records", "ksl concert", "1958")] == [
        ["A concert"]
    ] * 4


def test_a_page_is_found_by_its_sections():
    make_page("About", sections=[{"heading": "Who we are", "body": "<p>Volunteers</p>"}])

    assert labels("volunteers who") == ["About"]


@pytest.mark.parametrize("query", ["", "  ", "–", "nowhere", "art torino", "orino"])
def test_nothing_is_found(query):
    make_city(name="Torino", profile="<p>part</p>")

    assert labels(query) == []


def test_a_draft_is_found_beside_what_is_public_but_not_by_the_public():
    page = make_page("Old title")
    save(page, title="New title")

    assert (labels("old"), labels("new")) == (["New title"], ["New title"])
    assert (labels("old", public_only=True), labels("new", public_only=True)) == (["New title"], [])

    publishing.publish(page.entry, ["en"])

    assert (labels("old"), labels("new", public_only=True)) == ([], ["New title"])


def test_what_was_taken_off_the_site_is_found_by_staff_alone():
    page = make_page("Gone")
    publishing.withdraw(page.entry, ["en"])

    assert labels("gone") == ["Gone"]
    assert labels("gone", public_only=True) == []


def test_what_is_deleted_is_in_no_result_until_it_is_recovered():
    event = make_event("A visit")
    kind = event.entry.kind

    deletion.delete(event.entry)
    assert finding.best("visit", kind, 10, "en") == []

    deletion.recover(event.entry)
    assert [hit.entry for hit in finding.best("visit", kind, 10, "en")] == [event.entry]


def test_titles_come_first_and_the_very_title_before_all():
    make_event("Another concert", text="Concert")
    make_event("A title", text="The concert of the year.")
    make_event("Concert")
    kind = make_event("Nothing").entry.kind

    hits = finding.best("concert", kind, 10, "en")

    assert [hit.entry.label for hit in hits] == ["Concert", "Another concert", "A title"]


def test_a_result_shows_the_language_that_one_reads_where_that_holds_the_words():
    texts = {"es": {"name": "Lima", "profile": "<p>Solo</p>"}, "ja": {"name": "Lima"}}
    city = make_city(name="Lima", translations=texts)
    kind = city.entry.kind

    assert [finding.best("lima", kind, 9, code)[0].text.language for code in ("ja", "it")] == [
        "ja",
        "en",
    ]
    assert finding.best("solo", kind, 9, "ja")[0].text.language == "es"


def test_keeping_again_writes_nothing(django_assert_num_queries):
    page = make_page("One", translations={"ja": {"title": "一"}})
    versions = publishing.versions_of(page.entry)

    with django_assert_num_queries(1):
        keep(versions)


def test_rebuilding_changes_nothing_that_was_kept():
    page = make_page("One", translations={"ja": {"title": "一"}})
    save(page, title="Two")
    going_back.restore(page.entry.revisions.filter(language="en").order_by("pk").first())
    make_picture(title="Hafen")
    make_event("A visit", public=False)
    before = rows()

    SearchText.objects.filter(entry=page.entry).delete()
    Picture.objects.update(search_words="")
    call_command("rebuild_search", verbosity=0)

    assert rows() == before
    assert Picture.objects.get().search_words == " hafen ann cc by 4 0 "


@pytest.mark.parametrize("model", [City, Event])
def test_facts_that_are_searched_are_fields(model):
    kind = kind_of(model)

    for row in (kind.model, *(part.model for part in kind.parts)):
        for name in row.search_facts:
            assert row._meta.get_field(name)
