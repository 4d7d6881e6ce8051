"""Taking a submission in: stored first, together with its mail, once, whatever happens to the wire."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from editorial import languages
from involvement import letters, outbox, suspicion
from involvement.kinds import AgeBand
from involvement.models import Letter, Submission


class SentAlreadyError(Exception):
    """The form with this stamp was sent before, with other words. `submission` is the first one."""

    def __init__(self, submission):
        super().__init__(submission.reference)
        self.submission = submission


def submit(request, token, values, *, honeypot="", answer_days):
    """Store what somebody sent and put the mail about it into the outbox; give the `Submission`.

    `token` is the form's `FormToken`; `values` are the checked fields of `Submission` by name
    (name, email, phone, message, details, language, city, goal, may_publish, guardian_email).
    Sending the same form again gives the same submission.

    Raises `suspicion.TooManyError`, and SentAlreadyError when the words have changed in between.
    """
    try:
        return _store(request, token, values, honeypot, answer_days)
    except IntegrityError:
        # Its twin came in at the same moment; now that one is there to be found.
        return _store(request, token, values, honeypot, answer_days)


@transaction.atomic
def _store(request, token, values, honeypot, answer_days):
    print_of_it = suspicion.fingerprint(values["email"], values["phone"], values["message"])
    if before := Submission.objects.filter(form_nonce=token.nonce).first():
        if before.fingerprint != print_of_it:
            raise SentAlreadyError(before)
        return before
    suspicions = suspicion.suspicions(
        honeypot=honeypot,
        shown_for=token.age,
        attempts=suspicion.count_attempt(request),
        print_of_it=print_of_it,
    )
    now = timezone.now()
    submission = Submission.objects.create(
        **values,
        form_nonce=token.nonce,
        kind=token.kind,
        age_band=token.age_band,
        written_in=languages.current(),
        state=first_state(token.age_band, suspicions),
        suspicions=suspicions,
        fingerprint=print_of_it,
        received_at=now,
        last_activity_at=now,
        answer_by=timezone.localdate(now) + timedelta(days=answer_days),
    )
    if not suspicions:
        post_first_mails(request, submission)
    return submission


def first_state(age_band, suspicions):
    """Give the state of what comes in: suspects wait for review, young people for a guardian."""
    if suspicions:
        return Submission.State.SUSPECT
    if age_band == AgeBand.YOUNG:
        return Submission.State.UNCONFIRMED
    return Submission.State.NEW


def post_first_mails(request, submission):
    """Put the receipt into the outbox; for a young person also the question to the guardian.

    A letter that staff have withdrawn is left out: what was sent is kept all the same.
    """
    if submission.age_band == AgeBand.YOUNG and submission.guardian_confirmed_at is None:
        _post(request, submission, Letter.Purpose.GUARDIAN, submission.guardian_email)
        _post(request, submission, Letter.Purpose.YOUNG_RECEIPT, submission.email)
    else:
        _post(request, submission, Letter.Purpose.RECEIPT, submission.email)


def _post(request, submission, purpose, to):
    letter = letters.for_purpose(purpose)
    if letter is not None and to:
        written = letters.written(request, letter, submission)
        outbox.post(submission, to, written, purpose=purpose)
