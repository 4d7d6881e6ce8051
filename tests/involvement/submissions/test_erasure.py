"""Erasing a submission: all that hangs on it goes, and what stays names nobody."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from post_office.models import Email, Log

from accounts.models import User
from editorial.cache import version as content_version
from editorial.models.audit import AuditEntry
from involvement.errors import OnHoldError
from involvement.mail import letters, outbox
from involvement.models import Disposition, Message, Submission
from involvement.submissions import erasure
from tests.submissions import make_form, make_idea, make_submission

pytestmark = pytest.mark.django_db

PRIVATE = ("Larysa Writer", "larysa@example.org", "My grandmother wrote", "Thank you, Larysa")


def make_everything(**values):
    """Make a submission with all that can hang on it, the person's words in every part."""
    submission = make_submission(
        name="Larysa Writer",
        email="larysa@example.org",
        message="My grandmother wrote letters.",
        details={"year": "My grandmother wrote in 1961"},
        kind="memory",
        may_publish=True,
        **values,
    )
    mail_text = letters.MailText("To Larysa Writer", "Thank you, Larysa", "en")
    answer = Message.objects.create(
        submission=submission, kind="answer", language="en", text="Thank you, Larysa"
    )
    mail = outbox.post(submission, submission.email, mail_text, purpose="answer", message=answer)
    Log.objects.create(email=mail.email, status=1, message="larysa@example.org refused")
    return submission


def rows_with(words):
    """Name the tables in which any of these words stands, in whatever column."""
    found = set()
    for model in apps.get_models():
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            if any(word in str(value) for row in cursor for value in row for word in words):
                found.add(model._meta.db_table)
    return found


def test_nothing_that_the_person_wrote_or_got_is_left_in_any_table():
    submission = make_everything()
    make_idea(submission, text_en=submission.message)
    full = rows_with(PRIVATE)

    erasure.erase(submission, reason=Disposition.Reason.ERASURE)

    assert full >= {"involvement_submission", "involvement_message", "post_office_email"}
    assert rows_with(PRIVATE) == set()
    assert (Email.objects.count(), Log.objects.count()) == (0, 0)


def test_the_submissions_and_mails_of_others_stay():
    others = make_everything()
    submission = make_submission()

    erasure.erase(submission, reason=Disposition.Reason.ERASURE)

    assert list(Submission.objects.all()) == [others]
    assert Email.objects.count() == Message.objects.count() == Log.objects.count() == 1


def test_a_line_in_the_disposition_log_stays():
    make_form(
        choices=[{"kind": "memory", "label": "A memory", "series_number": "1234"}],
    )
    clerk = User.objects.create_user("clerk")
    submission = make_everything()

    disposition = erasure.erase(submission, reason=Disposition.Reason.RETENTION, by=clerk)

    assert Disposition.objects.get() == disposition
    assert (disposition.reference, disposition.kind, disposition.reason, disposition.by) == (
        submission.reference,
        "memory",
        "retention",
        clerk,
    )
    assert (disposition.series, disposition.retention_years) == ("1234", 3)


def test_of_what_no_guardian_confirmed_the_log_names_no_kind():
    submission = make_submission(
        age_band="young", guardian_email="parent@example.org", state="unconfirmed"
    )

    disposition = erasure.erase(submission, reason=Disposition.Reason.DECLINED)

    assert (disposition.kind, disposition.reference) == ("", submission.reference)


@pytest.mark.parametrize(
    ("reason", "action"),
    [
        (Disposition.Reason.ERASURE, AuditEntry.Action.ERASED),
        (Disposition.Reason.DECLINED, AuditEntry.Action.ERASED),
        (Disposition.Reason.RETENTION, AuditEntry.Action.DISPOSED),
        (Disposition.Reason.UNCONFIRMED, AuditEntry.Action.DISPOSED),
        (Disposition.Reason.SPAM, AuditEntry.Action.DISPOSED),
    ],
)
def test_the_audit_log_says_who_erased_what_and_why(reason, action):
    clerk = User.objects.create_user("clerk")
    submission = make_submission()

    erasure.erase(submission, reason=reason, by=clerk)

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by_name, entry.references, entry.note) == (
        action,
        "clerk",
        [submission.reference],
        reason,
    )


def test_a_hold_keeps_everything():
    submission = make_everything(hold_reason="A request for records")

    with pytest.raises(OnHoldError):
        erasure.erase(submission, reason=Disposition.Reason.RETENTION)

    assert (Submission.objects.count(), Email.objects.count()) == (1, 1)
    assert (Disposition.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_hold_counts_that_came_after_the_row_was_read():
    submission = make_submission()
    Submission.objects.update(hold_reason="A dispute")

    with pytest.raises(OnHoldError):
        erasure.erase(submission, reason=Disposition.Reason.ERASURE)


@pytest.mark.parametrize(("is_public", "raised"), [(True, 1), (False, 0)])
def test_pages_are_made_anew_when_a_public_idea_goes(is_public, raised):
    submission = make_everything()
    make_idea(submission, is_public=is_public)
    before = content_version.current()

    erasure.erase(submission, reason=Disposition.Reason.ERASURE)

    assert content_version.current() - before == raised


def test_erasing_twice_leaves_one_line():
    submission = make_submission()
    erasure.erase(submission, reason=Disposition.Reason.ERASURE)

    again = erasure.erase(submission, reason=Disposition.Reason.RETENTION)

    assert again is None
    assert [line.reason for line in Disposition.objects.all()] == ["erasure"]


@pytest.mark.proof
@pytest.mark.django_db(transaction=True)
def test_the_journal_of_sqlite_holds_nothing_of_it_afterwards(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("There is such a journal with SQLite alone.")
    journal = Path(f"{connection.settings_dict['NAME']}-wal")
    submission = make_submission(name="Unmistakable Marked Person")

    erasure.erase(submission, reason=Disposition.Reason.ERASURE)

    assert not journal.exists() or journal.stat().st_size == 0
