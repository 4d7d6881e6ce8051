"""What was stored before the fields were cleaned is cleaned by a migration, and found again."""

import importlib

import pytest
from django.apps import apps
from post_office.models import Email

from involvement.records import people
from tests.submissions import YOUNG, make_mail, make_submission

pytestmark = pytest.mark.django_db

MIGRATION = importlib.import_module("involvement.migrations.0002_clean_short_fields")


def cleaned(**values):
    """Store these values, migrate, and return them as they are then."""
    submission = make_submission(**values)
    MIGRATION.clean_short_fields(apps, None)
    submission.refresh_from_db()
    return {name: getattr(submission, name) for name in values}


def test_names_addresses_numbers_and_short_answers_are_cleaned():
    stored = {
        "name": "La\u00adrysa\u200b می\u200cخواهم",
        "email": "zero.width@example.org\u200b",
        "phone": "\u202a٠٨٠١\u202c・５５５ー0100",
        "guardian_email": "\ufeffmother@exam\u00adple.org",
        "age_band": "young",
        "state": "unconfirmed",
        "details": {"when": "July\u200b", "support": "One\nTwo\u200b", "has_original": True},
    }

    assert cleaned(**stored) == {
        **stored,
        "name": "Larysa می\u200cخواهم",
        "email": "zero.width@example.org",
        "phone": "0801.555-0100",
        "guardian_email": "mother@example.org",
        "details": {"when": "July", "support": "One\nTwo\u200b", "has_original": True},
    }
    assert people.search(people.Wanted(email="zero.width@example.org")).places


def test_what_is_right_and_what_would_be_nothing_stays():
    stored = {**YOUNG, "state": "unconfirmed", "name": "\u200b", "phone": "555-0100"}

    assert cleaned(**stored) == stored


def test_an_address_is_found_whatever_nobody_sees_in_it():
    submission = make_submission(email="zero@example.org")
    mailed = make_mail(submission=make_submission())
    Email.objects.filter(pk=mailed.email_id).update(to='"pat..doe"@docomo.example')

    assert people.search(people.Wanted(email="zero@example.org\u200b")).places == {
        submission.pk: ["email"]
    }
    assert people.search(people.Wanted(email="pat..doe@docomo.example")).places == {
        mailed.submission_id: ["recipient of an email"]
    }
