"""The database refuses what must not be, also where no form and no function stands before it."""

import datetime
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import User
from cities.models import CityPicture, LocalName, Reason, RelationshipGoal, Stage
from editorial import publishing
from editorial.models import (
    Act,
    ContentVersion,
    Entry,
    LanguageVersion,
    MinorChange,
    Picture,
    PublicText,
    Revision,
    SearchText,
    TakenOff,
    Unsaved,
)
from editorial.previews import links
from editorial.readers import invitations
from editorial.text import languages
from pages.models import Page, Section
from tests.builders import (
    make_city,
    make_event,
    make_goal,
    make_home,
    make_meeting_rule,
    make_page,
    make_privacy,
    make_site,
    make_source,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 1)
BEFORE = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def refused(constraint, act, *arguments, **values):
    """Assert that the database refuses an act, and for this reason."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act(*arguments, **values)
    # SQLite names the columns of a broken uniqueness, not the constraint.
    assert constraint in str(error.value) or "UNIQUE" in str(error.value)


def set_on(row, **values):
    type(row)._base_manager.filter(pk=row.pk).update(**values)


ROOTS = {
    "page": make_page,
    "city": make_city,
    "goal": make_goal,
    "event": make_event,
    "source": make_source,
    "meeting_rule": make_meeting_rule,
    "site_settings": make_site,
    "privacy_notice": make_privacy,
}


@pytest.mark.parametrize("code", languages.codes())
@pytest.mark.parametrize("name", ROOTS)
def test_a_language_is_public_exactly_when_it_has_a_title(name, code):
    root = ROOTS[name]()
    title = languages.column(root.title_field, code)
    stamp = languages.column("live_at", code)
    constraint = f"{name}_live_{code.replace('-', '_')}_has_title"
    set_on(root, **{title: None, stamp: None})

    refused(constraint, set_on, root, **{stamp: timezone.now()})
    refused(constraint, set_on, root, **{stamp: timezone.now(), title: ""})
    refused(constraint, set_on, root, **{title: "A title"})
    set_on(root, **{title: "A title", stamp: timezone.now()})


def test_no_language_must_be_filled():
    page = make_page()
    everything = {languages.column("title", code): None for code in languages.codes()}

    set_on(page, **everything, live_at_en=None)

    assert Page.objects.get(pk=page.pk).published_languages() == []


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("city_is_on_the_globe", {"latitude": "90.0001"}),
        ("city_is_on_the_globe", {"longitude": "-180.0001"}),
        ("city_population_has_its_year", {"population": 5, "population_year": None}),
        ("city_population_scope_is_known", {"population_scope": "all"}),
        ("slug", {"slug": "taken"}),
    ],
)
def test_a_city_that_cannot_be(constraint, values):
    make_city(slug="taken")

    refused(constraint, set_on, make_city(), **values)


def test_there_is_one_home():
    make_home()

    refused("city_one_home", set_on, make_city(), is_home=True)


def test_a_goal_has_an_address_of_its_own():
    make_goal(slug="taken")

    refused("slug", set_on, make_goal(), slug="taken")


@pytest.mark.parametrize(
    ("model", "constraint", "values"),
    [
        (LocalName, "local_name_once_a_language", {"language": "ja", "name": "市"}),
        (Reason, "reason_once_per_city", {"reason": "aid"}),
        (Reason, "reason_is_known", {"reason": "gold"}),
        (Stage, "stage_is_known", {"stage": "engaged"}),
        (Stage, "stage_start_is_whole", {"stage": "sister", "start": TODAY}),
        (Stage, "stage_start_is_whole", {"stage": "sister", "start_unit": 5}),
        (
            Stage,
            "stage_start_either_has_two",
            {"stage": "sister", "start": TODAY, "start_unit": 5, "start_other": TODAY},
        ),
        (RelationshipGoal, "goal_once_per_city", {}),
        (RelationshipGoal, "relationship_goal_start_is_whole", {"start": TODAY}),
        (RelationshipGoal, "relationship_goal_end_is_whole", {"end_unit": 2}),
        (RelationshipGoal, "relationship_goal_start_either_has_two", {"start_qualifier": "either"}),
        (RelationshipGoal, "relationship_goal_end_either_has_two", {"end_qualifier": "either"}),
    ],
)
def test_a_part_of_a_city_that_cannot_be(model, constraint, values):
    goal, other = make_goal(), make_goal()
    city = make_city(
        local_names=[{"language": "ja", "name": "市"}],
        reasons=[{"reason": "aid"}],
        goals=[{"goal": goal}],
    )
    if model is RelationshipGoal:
        values = {**values, "goal": other if values else goal}

    refused(constraint, model.objects.bulk_create, [model(city=city, **values)])


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("page_template_is_known", {"template": "poster"}),
        ("page_not_its_own_parent", {"parent": models.F("pk")}),
        ("slug", {"slug": "taken"}),
    ],
)
def test_a_page_that_cannot_be(constraint, values):
    make_page(slug="taken")

    refused(constraint, set_on, make_page(), **values)


def test_a_page_under_another_is_in_no_header():
    child = make_page(parent=make_page())

    refused("page_under_another_is_in_no_header", set_on, child, menu="header")


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("section_kind_is_known", {"kind": "dance"}),
        ("pages_section_decorative_has_picture", {"decorative": True}),
    ],
)
def test_a_section_that_cannot_be(constraint, values):
    section = Section(page=make_page(), **values)

    refused(constraint, Section.objects.bulk_create, [section])


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("picture_has_a_size", {"width": 0}),
        ("picture_has_a_size", {"height": 0}),
        ("picture_focal_point_inside", {"focal_x": 101}),
        ("picture_focal_point_inside", {"focal_y": 101}),
        ("picture_has_a_file_unless_removed", {"file": ""}),
        ("picture_has_a_file_unless_removed", {"removed_at": timezone.now()}),
    ],
)
def test_a_picture_that_cannot_be(constraint, values):
    picture = Picture(**{"title": "x", "file": "x.jpg", "width": 1, "height": 1, **values})

    refused(constraint, Picture.objects.bulk_create, [picture])


def test_a_picture_of_a_city_is_decorative_only_if_there_is_one():
    rows = [CityPicture(city=make_city(), decorative=True)]

    refused("cities_citypicture_decorative_has_picture", CityPicture.objects.bulk_create, rows)


# --- The tables of the editorial core ----------------------------------------------------------


def versions(language):
    page = make_page()
    publishing.save(page.entry, texts={"ja": {"root": {"title": "題"}}})
    return LanguageVersion.objects.filter(entry=page.entry, language=language)


@pytest.mark.parametrize(
    ("constraint", "language", "values"),
    [
        ("language_version_not_its_own_source", "ja", {"source_language": "ja"}),
        ("language_version_one_original", "ja", {"source_language": ""}),
        ("language_version_once_per_entry", "ja", {"language": "uk"}),
        ("language_version_published_has_revision", "ja", {"public_state": "published"}),
        ("language_version_published_has_revision", "en", {"live_revision": None}),
        ("language_version_published_has_revision", "en", {"public_state": "withdrawn"}),
        ("language_version_scheduled_has_time", "ja", {"schedule_problem": "No."}),
        ("language_version_scheduled_has_time", "ja", {"publish_at": timezone.now()}),
        (
            "language_version_scheduled_has_time",
            "ja",
            {"scheduled_revision": models.F("working_revision")},
        ),
    ],
)
def test_a_state_that_cannot_be(constraint, language, values):
    refused(constraint, versions(language).update, **values)


def test_revisions_of_a_language_are_numbered_once():
    revision = make_page().entry.revisions.get(language="en")
    revision.pk, revision.batch = None, uuid.uuid4()

    refused("revision_numbered_once", Revision.objects.bulk_create, [revision])


@pytest.mark.parametrize(("a", "b"), [("en:1", "en:1"), ("", "en:1"), ("en:1", "")])
def test_a_minor_change_joins_two_texts(a, b):
    change = MinorChange(
        entry=make_page().entry, language="en", part="root", field="title",
        fingerprint_a=a, fingerprint_b=b,
    )  # fmt: skip

    refused("minor_change_joins_two_texts", MinorChange.objects.bulk_create, [change])


def test_a_minor_change_is_declared_once():
    same = {"entry": make_page().entry, "language": "en", "part": "root", "field": "title"}
    changes = [MinorChange(**same, fingerprint_a="en:1", fingerprint_b="en:2") for _ in range(2)]

    refused("minor_change_once", MinorChange.objects.bulk_create, changes)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("taken_off_reason_is_known", {"reason": "odd"}),
        ("taken_off_merged_leads_on", {"reason": "merged"}),
        ("taken_off_withdrawn_is_explained", {"reason": "withdrawn"}),
        ("taken_off_withdrawn_is_explained", {"reason": "error", "explanation": "ended"}),
        ("taken_off_does_not_lead_to_itself", {"reason": "error", "target_id": "itself"}),
    ],
)
def test_half_a_reason_for_taking_something_off(constraint, values):
    entry = make_page().entry
    if "target_id" in values:
        values = {**values, "target_id": entry.pk}

    refused(constraint, TakenOff.objects.create, entry=entry, **values)


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (make_city, "city_address_has_no_capitals"),
        (make_event, "event_address_has_no_capitals"),
        (make_goal, "goal_address_has_no_capitals"),
        (make_page, "page_address_has_no_capitals"),
    ],
)
def test_addresses_have_no_capitals(make, constraint):
    refused(constraint, set_on, make(slug="them"), slug="Them")


def test_an_entry_has_one_row_and_one_seed_key():
    page, other = make_page(), make_page()
    set_on(page.entry, seed_key="about")

    refused("entry_one_per_live_row", set_on, other.entry, object_pk=page.pk)
    refused("entry_one_per_seed_key", set_on, other.entry, seed_key="about")
    refused("entry_id", set_on, other, entry=page.entry)
    assert Entry.objects.filter(seed_key="").count() == 1


def test_one_click_is_one_act_of_the_history():
    entry = make_page(title="About").entry
    act = entry.acts.first()

    refused("act_once_per_click", Act.objects.create, entry=entry, batch=act.batch)


def test_a_text_is_found_once_in_a_language():
    found = make_page(title="About").entry.search_texts.first()
    again = {"entry": found.entry, "kind_id": found.kind_id, "language": found.language}
    again["is_public"] = found.is_public

    refused("search_text_once", SearchText.objects.create, made_from=found.made_from, **again)


def test_the_public_reads_an_entry_once_in_a_language():
    text = make_page(title="About").entry.public_texts.get()
    text.pk = None

    refused("public_text_once", PublicText.objects.bulk_create, [text])


def test_a_form_is_kept_once_and_a_link_ends_after_it_began():
    user, entry = User.objects.create_user("ann"), make_page(title="About").entry
    link, _secret = links.make(entry, "", by=user)
    kept = {
        "user": user,
        "kind": entry.kind,
        "form": uuid.uuid4(),
        "data": [],
        "saved_at": timezone.now(),
    }
    Unsaved.objects.create(**kept)

    refused("unsaved_once_a_form", Unsaved.objects.create, **kept)
    refused("preview_link_ends_after_it_began", set_on, link, expires_at=link.created_at)


def test_a_reader_is_invited_for_a_time_and_says_one_thing_of_the_same_words():
    entry = make_page(title="About").entry
    invitation, _secret = invitations.make("ja", name="Aiko", email="a@example.org", by=None)
    said = {"entry": entry, "part": "root", "field": "title", "seen": "x", "words": "題"}
    suggestion = invitation.suggestions.create(**said)

    refused("reader_invitation_ends_after_it_began", set_on, invitation, expires_at=BEFORE)
    refused("suggestion_once_for_the_same_words", invitation.suggestions.create, **said)
    refused("suggestion_is_decided_at_a_time", set_on, suggestion, state="accepted")
    refused("suggestion_is_decided_at_a_time", set_on, suggestion, decided_at=timezone.now())


def test_the_content_version_is_one_row():
    rows = [ContentVersion(pk=2)]

    refused("content_version_is_one_row", ContentVersion.objects.bulk_create, rows)


# More of these tests stand in tests/cities.
OF_CITIES = ("event_parts", "dated_rows")


def test_every_constraint_of_the_content_is_tried():
    of_cities = Path(__file__).parents[2] / "cities"
    files = [Path(__file__), *(of_cities / f"test_{name}.py" for name in OF_CITIES)]
    tried = "".join(file.read_text() for file in files)
    declared = {
        constraint.name
        for label in ("editorial", "cities", "pages")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }
    live = {
        f"{name}_live_{code.replace('-', '_')}_has_title"
        for name in ROOTS
        for code in languages.codes()
    }

    # One function makes these, and tests/cities/dates/test_years.py tries some of each model.
    sensible = {name for name in declared if name.endswith("_is_sensible")}

    assert live <= declared
    assert {name for name in declared - live - sensible if f'"{name}"' not in tried} == set()
