"""All that is kept about somebody, as data and as a text."""

import json
from datetime import datetime

import pytest
from django.utils import timezone
from post_office.models import STATUS, Log

from accounts.models import User
from editorial.models import AuditEntry
from involvement import links
from involvement.mail import letters, outbox
from involvement.models import Disposition, Idea, Message, Submission
from involvement.records import handout
from involvement.submissions import erasure
from tests.builders import make_city, make_site
from tests.submissions import make_idea, make_submission

pytestmark = pytest.mark.django_db


def make_everything(**values):
    """Make a submission with all that can hang on it."""
    clerk = User.objects.create_user("clerk")
    submission = make_submission(
        **{
            "kind": "memory",
            "name": "Larysa Writer",
            "email": "larysa@example.org",
            "phone": "+1 801 555 0100",
            "message": "First line\nSecond line",
            "details": {"year": "1961", "has_original": True, "retired": "old answer"},
            "may_publish": True,
            "held_because": ["many"],
            "hold_reason": "Request 12",
            "city": make_city(name="Northtown").entry,
            **values,
        }
    )
    said = [
        ("addition", "", "One more thing", None),
        ("correction", "name, message", "Former message", None),
        ("answer", "To you", "Our answer", clerk),
        ("note", "", "An internal note", clerk),
    ]
    for kind, subject, text, by in said:
        Message.objects.create(
            submission=submission, kind=kind, subject=subject, text=text, by=by, language="en"
        )
    mail_text = letters.MailText("Mail subject", "Mail text", "en")
    mail = outbox.post(submission, submission.email, mail_text, purpose="receipt")
    Log.objects.create(email=mail.email, status=STATUS.failed, message="450 try later")
    make_idea(submission, title_en="Idea title", text_ja="日本語の案", outcome_en="Idea outcome")
    return submission


EVERYTHING = [
    "Larysa Writer",
    "larysa@example.org",
    "+1 801 555 0100",
    "Second line",
    "1961",
    "old answer",
    "Request 12",
    "Northtown",
    "One more thing",
    "Former message",
    "Our answer",
    "An internal note",
    "Mail subject",
    "Mail text",
    "450 try later",
    "Idea title",
    "日本語の案",
    "Idea outcome",
]


@pytest.mark.parametrize("form", ["json", "txt"])
def test_everything_that_is_kept_is_handed_out(form):
    submission = make_everything()

    text = handout.hand_out([submission], form)

    assert [words for words in EVERYTHING if words not in text] == []
    assert submission.reference in text


def test_no_column_is_left_out_without_a_decision():
    submission = make_everything()
    (data,) = json.loads(handout.hand_out([submission], "json"))["submissions"]

    def given(fields):
        return {item["field"] for item in fields}

    columns = {field.name for field in Submission._meta.concrete_fields}
    assert columns - given(data["fields"]) == handout.LEFT_OUT | {"details"}
    assert {field.name for field in Idea._meta.concrete_fields} - given(data["idea"]) == {
        "id",
        "submission",
        "title",
        "text",
        "outcome",
    }


def test_the_data_has_values_for_programs_and_words_for_people():
    submission = make_everything(state="answered")

    (data,) = json.loads(handout.hand_out([submission], "json"))["submissions"]

    fields = {item["field"]: item for item in data["fields"]}
    assert fields["state"] == {
        "field": "state",
        "label": "State",
        "value": "answered",
        "words": "answered",
    }
    assert (fields["may_publish"]["value"], fields["may_publish"]["words"]) == (True, "yes")
    assert fields["held_because"]["words"] == "one of many from the same network"
    assert fields["received_at"]["value"].startswith("20")
    assert {"label": "The year, or about when", "value": "1961"} in data["answers"]
    assert [message["kind"] for message in data["messages"]] == ["addition", "correction", "answer"]
    assert data["messages"][1]["subject"] == "name, message"
    assert [note["text"] for note in data["internal_notes"]] == ["An internal note"]
    assert [note["by"] for note in data["internal_notes"]] == ["clerk"]
    assert data["mails"][0]["to"] == ["larysa@example.org"]


def test_notes_of_the_office_stand_under_a_heading_of_their_own():
    text = handout.hand_out([make_everything()], "txt")

    heading = text.index("Notes of the office")
    assert text.index("Our answer") < heading < text.index("An internal note")


def test_what_people_typed_cannot_pass_for_a_heading():
    submission = make_submission(message="Hello\n\nNotes of the office\n------\u2028Forged")

    lines = handout.hand_out([submission], "txt").splitlines()

    assert "    Notes of the office" in lines
    assert "    Forged" in lines
    assert [line for line in lines if line in {"Notes of the office", "Forged", "------"}] == []


def test_the_file_is_in_the_language_of_the_person():
    make_site("Sister Cities", translations={"uk": {"program_name": "Міста-побратими"}})
    received = timezone.make_aware(datetime(2026, 8, 2, 12))
    submission = make_submission(language="uk", received_at=received)

    text = handout.hand_out([submission], "txt")

    assert "Міста-побратими" in text
    assert "2 серпня 2026" in text


def test_what_was_disposed_of_is_told():
    submission = make_submission()
    line = erasure.erase(submission, reason=Disposition.Reason.RETENTION)

    text = handout.hand_out([], "txt", disposed=[line])
    data = json.loads(handout.hand_out([], "json", disposed=[line]))

    assert f"{submission.reference}, disposed of" in text
    assert "A question" in text
    assert "kept for its time" in text
    fields = {item["field"]: item["value"] for item in data["disposed"][0]}
    assert (fields["reference"], fields["kind"]) == (submission.reference, "question")


def test_a_young_person_does_not_get_the_link_with_which_the_guardian_says_yes():
    submission = make_submission(
        age_band="young", guardian_email="parent@example.org", state="unconfirmed"
    )
    token = links.guardian_token(submission)
    mail_text = letters.MailText("S", f"Say yes: https://example.org/guardian/{token}/", "en")
    outbox.post(submission, "parent@example.org", mail_text, purpose="guardian")

    for form in ("json", "txt"):
        text = handout.hand_out([submission], form)
        assert "Say yes: https://example.org/guardian/…/" in text
        assert token not in text


def test_handing_out_stands_in_the_audit_log():
    clerk = User.objects.create_user("someone")
    one, two = make_submission(), make_submission()

    handout.hand_out([one, two], "json", by=clerk)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by_name, entry.note) == ("handed_out", "someone", "json")
    assert entry.references == [one.reference, two.reference]
