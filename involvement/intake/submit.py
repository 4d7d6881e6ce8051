"""Taking a submission in: stored with its mail, once, whatever happens to the wire."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from editorial.text import languages
from involvement.enums import AgeBand
from involvement.intake import spam
from involvement.mail import letters, outbox
from involvement.models import Letter, Submission
from pages.models import SiteSettings


class SentAlreadyError(Exception):
    """The form with this stamp was sent before, with other words. `submission` is the first one."""

    def __init__(self, submission):
        super().__init__(submission.reference)
        self.submission = submission


def submit(request, token, values, *, choice, honeypot=""):
    """Store what somebody sent and put the mail about it into the outbox; return the `Submission`.

    `token` is the form's `FormToken`, `choice` the `Choice` with its form; `values` are the
    checked values of `Submission` by column (name, email, phone, message, details, language,
    city_id, goal_id, may_publish, guardian_email). Sending the same again gives the same
    submission.

    Raises `suspicion.TooManyError`, and SentAlreadyError when anything was changed in between.
    """
    try:
        return _store(request, token, values, choice, honeypot)
    except IntegrityError:
        # Its twin came in at the same moment; now that one is there to be found.
        return _store(request, token, values, choice, honeypot)


@transaction.atomic
def _store(request, token, values, choice, honeypot):
    if before := Submission.objects.filter(form_nonce=token.nonce).first():
        if any(getattr(before, column) != value for column, value in values.items()):
            raise SentAlreadyError(before)
        return before
    print_of_it = spam.fingerprint(values["email"], values["phone"], values["message"])
    suspicions = spam.suspicions(
        honeypot=honeypot,
        shown_for=token.age,
        attempts=spam.count_attempt(request),
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
        answer_by=timezone.localdate(now) + timedelta(days=choice.form.answer_days),
    )
    if not suspicions:
        post_first_mails(request, submission, choice=choice)
    return submission


def first_state(age_band, suspicions):
    """Return the state of what comes in: suspects wait for review, young people for a guardian."""
    if suspicions:
        return Submission.State.SUSPECT
    if age_band == AgeBand.YOUNG:
        return Submission.State.UNCONFIRMED
    return Submission.State.NEW


def post_first_mails(request, submission, *, choice=None):
    """Put the receipt into the outbox; for a young person also the question to the guardian.

    A letter that staff have withdrawn is left out: what was sent is kept all the same.
    """
    if submission.age_band == AgeBand.YOUNG and submission.guardian_confirmed_at is None:
        wanted = {
            Letter.Purpose.GUARDIAN: submission.guardian_email,
            Letter.Purpose.YOUNG_RECEIPT: submission.email,
        }
    else:
        wanted = {Letter.Purpose.RECEIPT: submission.email}
    addresses = {purpose: to for purpose, to in wanted.items() if to}
    found = letters.for_purposes(addresses)
    if not found:
        return
    known = {
        "choice": choice or letters.choice_of(submission),
        "site": SiteSettings.objects.current(),
    }
    mails = [
        (addresses[purpose], letters.written(request, letter, submission, **known), purpose)
        for purpose, letter in found.items()
    ]
    outbox.post_all(submission, mails, site=known["site"])
