"""A number is written once; texts name it, and the public reads it, always the newest."""

import pytest
from django.core.exceptions import ValidationError

from editorial import publishing
from editorial.models import Revision
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
