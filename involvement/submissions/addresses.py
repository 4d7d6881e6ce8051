"""What follows when the address of a sender changes, whoever corrects it."""

import re

from django.conf import settings
from django.utils import timezone
from post_office.models import STATUS, Email

from involvement import links
from involvement.intake import spam
from involvement.intake import submit as intake
from involvement.mail import letters, outbox
from involvement.mail.recipients import as_recipient
from involvement.models import Letter, Mail

_SECRET = re.compile(r"(?<=/take-part/mine/)[^/\s]+")
_RECEIPTS = {Letter.Purpose.RECEIPT, Letter.Purpose.YOUNG_RECEIPT, outbox.LINK}


def changed(locked, former, *, base=""):
    """Let mail follow a corrected address; call it once the locked row has the new one.

    Links to the sender's page that went to the `former` address end. What waits goes to the new
    one, each with a new link, and so does a fresh receipt. Without an address there is nobody to
    send it to, and what waits is deleted. What goes out by itself is deleted as well once the day's
    mails to the new address are so many as no form could have sent there. `base` is where the site
    is; SITE_URL by itself.
    """
    links.end_all(locked)
    if not locked.email:
        _waiting_for(locked, former).delete()
        return
    if not spam.may_be_mailed(locked.email):
        _waiting_for(locked, former).filter(about__purpose__in=_RECEIPTS).delete()
        for email in _waiting_for(locked, former):
            _redirected(email, locked)
        return
    sent = {_redirected(email, locked) for email in _waiting_for(locked, former)}
    # About what is held nothing goes out, and of what is over no day is promised again.
    if locked.is_held or sent & _RECEIPTS:
        return
    base = base or settings.SITE_URL
    if locked.is_to_do or locked.is_unread:
        intake.post_receipt(base, locked)
    else:
        outbox.post(locked, locked.email, letters.new_link(base, locked), purpose=outbox.LINK)


def mail_is_coming(submission):
    """Return whether a mail with a new link is on its way to the address that it has by now."""
    mails = Mail.objects.filter(submission=submission, purpose__in=_RECEIPTS)
    return mails.filter(email__status__in=outbox.WAITING).exists()


def _waiting_for(locked, address):
    unsent = Mail.objects.filter(submission=locked).exclude(email__status=STATUS.sent)
    found = Email.objects.select_for_update().filter(pk__in=unsent.values("email"))
    return found.filter(to=as_recipient(address)) if address else found.none()


def _redirected(email, locked):
    """Send a mail to the new address, with a link that works; return what it is for."""
    email.to = [as_recipient(locked.email)]
    if _SECRET.search(email.message):
        email.message = _SECRET.sub(links.sender_token(locked), email.message)
    email.status, email.number_of_retries = STATUS.queued, None
    email.scheduled_time = timezone.now()
    email.save()
    return email.about.purpose
