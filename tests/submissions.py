"""A form, its letters and submissions for tests."""

import itertools
import uuid
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone
from post_office.models import STATUS, Email

from involvement.enums import Kind
from involvement.mail import letters, outbox
from involvement.models import Idea, InterestForm, Letter, Submission
from tests.builders import make
from tests.programs.kept_rows import made_once

# What makes a submission a young person's.
YOUNG = {"age_band": "young", "guardian_email": "parent@example.org"}

_numbers = itertools.count(1)


def make_form(title="Write to us", **values):
    """Make the form with all its choices and its whole privacy notice, in English alone.

    `translations` adds languages; `choices` takes the place of the ten choices.
    """
    return _make_form(title=title, **values) if values else made_once(_make_form, title=title)


def _make_form(**values):
    notice = {field: f"<p>{field}.</p>" for field in InterestForm.NOTICE}
    choices = [
        {"kind": kind.value, "label": f"About {kind.value}", "next_steps": f"Next: {kind.value}."}
        for kind in Kind
    ]
    return make(InterestForm, **{**notice, "choices": choices, **values})


def make_letter(purpose="answer", **values):
    """Make one letter whose subject names the number and whose text has the link."""
    words = {
        "title": f"Letter {next(_numbers)}",
        "subject": "Number {number}",
        "body": "About {subject}. {link}",
    }
    return make(Letter, purpose=purpose, **{**words, **values})


def make_letters():
    """Make a letter of every purpose."""
    return made_once(_make_letters)


def _make_letters():
    return {purpose: make_letter(purpose) for purpose in Letter.Purpose.values}


def make_submission(**values):
    """Make a stored submission of an adult who asks a question; no mail is written."""
    now = values.get("received_at") or timezone.now()
    defaults = {
        "form_nonce": uuid.uuid4(),
        "kind": "question",
        "language": "en",
        "written_in": "en",
        "age_band": "adult",
        "name": "Larysa Writer",
        "email": f"larysa{next(_numbers)}@example.org",
        "message": "May I help?",
        "fingerprint": uuid.uuid4().hex,
        "received_at": now,
        "last_activity_at": now,
        "answer_by": timezone.localdate(now) + timedelta(days=14),
    }
    return Submission.objects.create(**{**defaults, **values})


def make_closed(day=date(2020, 1, 1), **values):
    """Make a closed submission whose last activity was at noon of a day."""
    last = timezone.make_aware(datetime.combine(day, time(12)))
    return make_submission(**{"state": "closed", "last_activity_at": last, **values})


def make_idea(submission=None, **values):
    """Make a public idea in English, of a new submission with consent unless one is given."""
    submission = submission or make_submission(kind="idea", may_publish=True)
    number = next(_numbers)
    defaults = {
        "original_language": "en",
        "title_en": f"Idea {number}",
        "text_en": f"Let us do {number} things.",
        "received_on": timezone.localdate(submission.received_at),
        "is_public": True,
    }
    return Idea.objects.create(submission=submission, **{**defaults, **values})


def make_mail(status=STATUS.queued, *, days_ago=0, submission=None, message=None, **values):
    """Make a mail in the outbox. `days_ago` is its last change; `values` are of its `Email`."""
    submission = submission or make_submission()
    mail_text = letters.MailText("About you", "Dear you", "en")
    mail = outbox.post(submission, "a@example.org", mail_text, purpose="receipt", message=message)
    changed = timezone.now() - timedelta(days=days_ago)
    Email.objects.filter(pk=mail.email_id).update(status=status, last_updated=changed, **values)
    mail.email.refresh_from_db()
    return mail


# --- The database between two statements ------------------------------------------------------


def failing_to_erase(submission, error):
    """Let the database refuse to delete this submission, with an error."""
    key = submission.pk

    def refuse(execute, sql, parameters, many, context):
        if sql.startswith('DELETE FROM "involvement_submission"') and key in parameters:
            raise error
        return execute(sql, parameters, many, context)

    return connection.execute_wrapper(refuse)


@contextmanager
def just_before_it_is_looked_at(submission, happens):
    """Let something happen after a submission was listed and before it is read by its key."""
    wanted = ("WHERE (", '"involvement_submission"."id" = %s')
    left = [happens]

    def wait(execute, sql, parameters, many, context):
        is_look = sql.startswith("SELECT") and all(words in sql for words in wanted)
        if left and is_look and submission.pk in parameters:
            left.pop()()
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(wait):
        yield
    assert left == [], "It was never looked at."
