"""The one way in which a submission changes: locked, as it was seen, stored and written down.

Beside it only `involvement.intake.submit` stores submissions and `involvement.submissions.erasure`
deletes them.
"""

from contextlib import contextmanager

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from post_office.models import STATUS

from editorial.models import audit
from editorial.text import languages
from involvement.errors import ChangedError
from involvement.models import Letter, Mail, Message, Submission

Action = audit.AuditEntry.Action


def lock(submission):
    """Return a submission as it is now, locked until the transaction ends.

    Raises Submission.DoesNotExist when it is gone.
    """
    return Submission.objects.select_for_update().get(pk=submission.pk)


def require_version(locked, version):
    """Raise ChangedError unless this is the version that somebody has seen."""
    if locked.version != version:
        raise ChangedError(locked.reference)


@contextmanager
def changing(locked, *, note="", version=None, by=None, action=Action.CHANGED, is_activity=True):
    """Let the body change a locked row; then store it, and write down who did what.

    `version` is the one that was seen; None where something else than the version was compared.
    `by` is a user, or None for the sender and the guardian; `note` must name no person. Without
    `is_activity` the years for which it is kept do not begin anew.

    Raises ChangedError; an error of the body leaves the row as it was.
    """
    if version is not None:
        require_version(locked, version)
    yield
    locked.version += 1
    if is_activity:
        locked.last_activity_at = timezone.now()
    locked.save()
    audit.record(action, Submission, [locked.reference], by=by, note=note)


def note_asked():
    """Write down of whom the question to a guardian has really been sent by now.

    The days in which they can answer run from then. No version is raised: nobody reads this, and a
    guardian may have opened the page already.
    """
    questions = Mail.objects.filter(
        submission=OuterRef("pk"), purpose=Letter.Purpose.GUARDIAN
    ).order_by("-pk")
    waiting = Submission.objects.waiting_for_guardian().filter(guardian_asked_at=None)
    sent = waiting.annotate(status=Subquery(questions.values("email__status")[:1]))
    sent.filter(status=STATUS.sent).update(
        guardian_asked_at=Subquery(questions.values("email__last_updated")[:1])
    )


def say(locked, kind, text, *, by=None, language="", subject=""):
    """Add a `Message` to a locked row, in the reader's language unless another is named."""
    return Message.objects.create(
        submission=locked,
        kind=kind,
        by=by,
        language=language or languages.current(),
        subject=subject,
        text=text,
    )
