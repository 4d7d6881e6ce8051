"""A number is written once; texts name it, and the public reads it, always the newest."""

import pytest
from django.core.exceptions import ValidationError

from editorial import publishing
from editorial.models import Revision
from editorial.previews.draft import newest_draft
from editorial.publishing.errors import NotCompleteError
from editorial.publishing.going_back import undo_publication
from editorial.text import placeholders
from tests.builders import make_page, make_site
from tests.submissions import make_form

pytestmark = pytest.mark.django_db


def page(**texts):
    return make_page(slug="about", title="About", **texts)


def test_a_text_names_the_phone_and_the_public_can_dial_it():
    make_site(phone="+1 801-555-0100")

    shown = page(lede="Call {phone} or {phone-abroad}.")

    assert shown.lede_en == "Call 801-555-0100 or +1 801-555-0100."


def test_a_new_number_is_read_everywhere_at_once_and_no_translation_turns_outdated():
    form = make_form(answer_days=14)
    shown = page(lede="We answer within {days}.")
    before = Revision.objects.filter(entry=shown.entry).count()

    facts = publishing.versions_of(form.entry).facts("working")
    facts = {**facts, "root": {**facts["root"], "answer_days": 1}}
    publishing.publish_change(form.entry, facts=facts)

    shown.refresh_from_db()
    assert shown.lede_en == "We answer within 1 day."
    assert Revision.objects.filter(entry=shown.entry).count() == before


@pytest.mark.parametrize("text", ["{day}", "{Phone}", "within {dayz}"])
def test_what_stands_for_nothing_is_refused_with_what_can_stand_there(text):
    with pytest.raises(ValidationError) as refused:
        placeholders.check(text)

    assert "{days}" in refused.value.messages[0]


def test_braces_with_other_things_in_them_are_text():
    placeholders.check("{ } {} {a b} {days} {number}", more=["number"])


def test_a_number_that_was_published_by_mistake_is_gone_everywhere_when_that_is_undone():
    form = make_form(answer_days=14)
    shown = page(lede="We answer within {days}.")
    facts = publishing.versions_of(form.entry).facts("working")
    facts = {**facts, "root": {**facts["root"], "answer_days": 1}}
    publishing.publish_change(form.entry, facts=facts)

    undo_publication(form.entry.acts.order_by("-pk").first(), by=None)

    shown.refresh_from_db()
    assert shown.lede_en == "We answer within 14 days."


@pytest.mark.parametrize(
    ("make", "name", "was", "will_be", "text", "public", "previewed"),
    [
        (make_form, "answer_days", 14, 10, "Within {days}.", "Within 14 days.", "Within 10 days."),
        (
            make_site,
            "phone",
            "+1 801-555-0100",
            "",
            "Call {phone}.",
            "Call 801-555-0100.",
            "Call .",
        ),
        (
            make_site,
            "email",
            "a@example.org",
            "b@example.org",
            "{email}",
            "a@example.org",
            "b@example.org",
        ),
    ],
)
def test_what_is_drafted_stands_in_the_preview_of_its_own_texts(
    make, name, was, will_be, text, public, previewed
):
    field = "lede" if make is make_form else "home_lede"
    root = make(**{name: was, field: text})
    facts = publishing.versions_of(root.entry).facts("working")
    publishing.save(root.entry, facts={**facts, "root": {**facts["root"], name: will_be}})

    draft = newest_draft(publishing.versions_of(root.entry))

    root.refresh_from_db()
    assert getattr(root, f"{field}_en") == public
    assert getattr(draft.root, f"{field}_en") == previewed


def publish_without_phone(site, **how):
    """Publish, as the form in English does, what is there without its phone."""
    versions = publishing.versions_of(site.entry)
    facts, texts = versions.facts("working"), versions.texts("working")
    facts = {**facts, "root": {**facts["root"], "phone": ""}}
    publishing.publish_change(site.entry, facts=facts, texts={"en": texts["en"]}, **how)


def test_what_texts_name_is_not_emptied_without_a_reason():
    site = make_site(phone="+1 801-555-0100")
    shown = page(lede="Call {phone}.")

    with pytest.raises(NotCompleteError) as refused:
        publish_without_phone(site)

    assert [finding.words for finding in refused.value.findings] == [
        "Texts of the site name “{phone}”, which is empty here: they would have a gap."
    ]
    publish_without_phone(site, in_spite_of="It is cut off.")
    shown.refresh_from_db()
    assert shown.lede_en == "Call ."


def test_what_no_text_names_may_be_emptied():
    site = make_site(phone="+1 801-555-0100")

    publish_without_phone(site)

    site.refresh_from_db()
    assert site.phone == ""
