"""A new link for whoever has lost theirs: by mail, to the address that we have."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from involvement import links
from involvement.intake import reachable, spam
from involvement.mail import letters, outbox
from involvement.models import Submission

# So many links a day to one person, and so many questions an hour from one network.
MOST_A_DAY = 3
MOST_ASKED = 20


@transaction.atomic
def ask(reference, reached_at, *, base, network):
    """Send a new link if a submission of this number has this address or phone; say nothing of it.

    `reached_at` is an address or a number as somebody typed it, `network` the digest of where they
    are. Raises TooManyError.
    """
    spam.count_hits(_asked_from(network), refused_above=MOST_ASKED)
    submission = Submission.objects.filter(reference=reference).first()
    # Nothing is sent about what is held: its address may be anybody's.
    if submission is None or submission.is_held or _was_sent_enough(submission):
        return
    email, number = reachable.plain_email(reached_at).casefold(), reachable.digits(reached_at)
    if submission.is_young and email == submission.guardian_email.casefold():
        link = links.guardian_url(base, submission)
        _post(base, submission, submission.guardian_email, link)
    elif submission.email and (
        email == submission.email.casefold()
        or reachable.is_same_phone(number, reachable.digits(submission.phone))
    ):
        _post(base, submission, submission.email, links.status_url(base, submission))


def _post(base, submission, to, link):
    outbox.post(submission, to, letters.new_link(base, submission, link), purpose=outbox.LINK)


def _was_sent_enough(submission):
    now = timezone.now()
    today = (now - timedelta(days=1), now)
    sent = submission.mails.filter(purpose=outbox.LINK, email__created__range=today)
    return sent.count() >= MOST_A_DAY


def _asked_from(network):
    # These are counted beside the forms that were sent, not among them.
    return hashlib.sha256(f"new link {network}".encode()).hexdigest()
