"""The working copy in memory: what the revisions say, as rows, and nothing written."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial import publishing
from editorial.models import Entry
from editorial.revisions import snapshots
from editorial.revisions.working_copy import working_copy
from editorial.seed import loader as seed
from pages.models import Page, Section
from tests.builders import make_city, make_event, make_page
from tests.editorial.publishing.forms import opened, people, public

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(db):
    """A public page of two sections."""
    return make_page(title="One", sections=[{"heading": "A"}, {"heading": "B"}])


def copy_of(entry):
    """Return the working copy of an entry beside the facts and texts that it was built from."""
    versions = publishing.versions_of(entry)
    facts, texts = versions.facts("working"), versions.texts("working")
    return working_copy(entry, facts, texts), versions.shape.normal(facts), texts


def read_back(entry):
    """Build and read a working copy; return what it says, what it was made of, the statements."""
    with CaptureQueriesContext(connection) as queries:
        copy, facts, texts = copy_of(entry)
        said = copy.read()
    return said, (facts, texts), [query["sql"].split()[0] for query in queries]


@pytest.mark.proof
def test_every_entry_of_the_seed_reads_back_as_it_is_saved():
    seed.load(settings.CONTENT_DIR)
    entries = list(Entry.objects.select_related("kind"))
    assert len(entries) >= 71

    for entry in entries:
        (facts, texts), (saved_facts, saved_texts), statements = read_back(entry)
        assert facts == saved_facts, entry
        assert texts == {code: saved_texts.get(code, {}) for code in texts}, entry
        assert set(statements) <= {"SELECT"}, entry


def test_drafts_are_in_it_and_the_row_stays_as_it_is(about):
    (ann,) = people("ann")
    form = opened(about)
    new = form.add(Section, 0, kind="text")
    form.write(title="Draft").write(new, heading="New").set(rank=9).draft(ann)
    before = public(about)

    copy, _facts, _texts = copy_of(about.entry)

    assert (copy.root.pk, copy.root.title_en, copy.root.rank) == (about.pk, "Draft", 9)
    assert [row.heading_en for row in copy.parts[Section]] == ["New", "A", "B"]
    assert {str(row.pk) for row in copy.parts[Section]} >= {new}
    assert all(row.page is copy.root for row in copy.parts[Section])
    assert not any(row._state.adding for row in [copy.root, *copy.parts[Section]])
    assert public(about) == before


def test_its_lists_of_others_are_those_of_the_draft():
    (ann,) = people("ann")
    one, other = make_city(name="One"), make_city(name="Other")
    visit = make_event(cities=[one])
    opened(visit).set(cities=[other.pk]).draft(ann)

    copy, _facts, _texts = copy_of(visit.entry)

    assert copy.many["cities"] == [other.pk]
    assert list(visit.cities.all()) == [one]


def test_parts_are_read_by_the_places_that_they_were_given(about):
    copy, _facts, _texts = copy_of(about.entry)
    first, second = copy.parts[Section]
    first.position, second.position = 20, 10

    facts, _texts = copy.read()

    assert [row["id"] for row in facts["parts"]] == [str(second.pk), str(first.pk)]


def test_every_language_with_a_title_counts_as_public_so_that_rules_can_be_asked():
    page = make_page(title="One", translations={"ja": {"lede": "序"}}, public=False)

    copy, _facts, _texts = copy_of(page.entry)

    assert copy.root.published_languages() == ["en"]
    assert Page.objects.get(pk=page.pk).published_languages() == []


def test_a_part_of_a_kind_that_is_gone_is_left_out_and_nothing_breaks(about):
    facts, texts = snapshots.read(about)
    relic = {"kind": "pages.banner", "id": "f" * 32, "facts": {"words": "of old"}}

    copy = working_copy(about.entry, {**facts, "parts": [relic, *facts["parts"]]}, texts)

    assert copy.read()[0]["parts"] == facts["parts"]
