"""Taking a submission in: stored with its mail, once, whatever happens to the wire."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from editorial.text import languages
from involvement.enums import AgeBand
from involvement.errors import SentAlreadyError
from involvement.intake import answers, spam
from involvement.mail import letters, outbox
from involvement.models import Choice, Letter, Submission
from pages.models import SiteSettings


def submit(token, values, *, choice, base, network, honeypot="", is_cross_site=False):
    """Store what somebody sent and put the mail about it into the outbox; return the `Submission`.

    `token` is the form's `FormToken`, `choice` the `Choice` with its form; `values` are the
    checked values of `Submission` by column (name, email, phone, message, details, language,
    city_id, goal_id, may_publish, guardian_email). `base` is where the site is, for the links in
    the mail; `network` is the digest of where it was sent from; `is_cross_site` what the browser
    says. Sending the same again gives the
    same submission.

    Raises TooManyError, and SentAlreadyError when anything was changed in between.
    """
    suspicious = {"honeypot": honeypot, "is_cross_site": is_cross_site}
    try:
        return _store(token, values, choice, base, network, suspicious)
    except IntegrityError:
        # Its twin came in at the same moment; now that one is there to be found.
        return _store(token, values, choice, base, network, suspicious)


@transaction.atomic
def _store(token, values, choice, base, network, suspicious):
    if before := Submission.objects.filter(form_nonce=token.nonce).first():
        if any(getattr(before, column) != value for column, value in values.items()):
            raise SentAlreadyError(before)
        return before
    print_of_it = spam.fingerprint(values["email"], values["phone"], values["message"])
    hits, mails_to_one = spam.count_hits(network, (values["email"], values["guardian_email"]))
    signs = spam.signs(
        shown_for=token.age,
        hits=hits,
        print_of_it=print_of_it,
        mails_to_one=mails_to_one,
        **suspicious,
    )
    now = timezone.now()
    submission = Submission.objects.create(
        **values,
        form_nonce=token.nonce,
        kind=token.kind,
        age_band=token.age_band,
        written_in=languages.current(),
        state=first_state(token.age_band, signs),
        held_because=signs,
        fingerprint=print_of_it,
        received_at=now,
        last_activity_at=now,
        answer_by=timezone.localdate(now) + timedelta(days=choice.form.answer_days),
    )
    if not signs:
        post_first_mails(base, submission, choice=choice)
    return submission


def first_state(age_band, signs):
    """Return the first state: signs of spam hold it, a young person's waits for a guardian."""
    if signs:
        return Submission.State.HELD
    if age_band == AgeBand.YOUNG:
        return Submission.State.UNCONFIRMED
    return Submission.State.NEW


def post_first_mails(base, submission, *, choice=None):
    """Put the receipt into the outbox; for a young person also the question to the guardian.

    A letter that staff have withdrawn is left out: what was sent is kept all the same.
    """
    wanted = _receipt(submission)
    if submission.is_unread:
        wanted = {Letter.Purpose.GUARDIAN: submission.guardian_email, **wanted}
    _post(base, submission, wanted, choice)


def post_receipt(base, submission):
    """Put the receipt into the outbox, with a new link."""
    _post(base, submission, _receipt(submission))


def post_question(base, submission):
    """Put the question to the guardian into the outbox."""
    _post(base, submission, {Letter.Purpose.GUARDIAN: submission.guardian_email})


def _receipt(submission):
    purpose = Letter.Purpose.YOUNG_RECEIPT if submission.is_unread else Letter.Purpose.RECEIPT
    return {purpose: submission.email}


def _post(base, submission, wanted, choice=None):
    """Post letters; `wanted` maps purposes to addresses, "" for nobody."""
    addresses = {purpose: to for purpose, to in wanted.items() if to}
    found = letters.for_purposes(addresses)
    if not found:
        return
    known = {
        "choice": choice or Choice.objects.of_kind(submission.kind),
        "site": SiteSettings.objects.current(),
        "answers": answers.repeated,
    }
    mails = [
        (addresses[purpose], letters.filled_in(base, letter, submission, **known), purpose)
        for purpose, letter in found.items()
    ]
    outbox.post_all(submission, mails, site=known["site"])
