"""What was said about a submission since it came, and its mails, as its page shows them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from post_office.models import STATUS

from editorial.text import languages
from involvement.mail import outbox
from involvement.models import Message
from involvement.permissions import VIEW_MAIL
from involvement.records.handout import purpose_words
from involvement.submissions import sender


@dataclass(frozen=True)
class MailLine:
    """One mail: what for, how far it came, and its page in the outbox for those who may see it."""

    purpose: str
    words: str
    at: datetime
    url: str
    is_failed: bool


@dataclass(frozen=True)
class Said:
    """One message with the mail that carried it."""

    message: Message
    tag: str
    mail: MailLine | None

    @property
    def by(self):
        """Name the member of staff; "" for the sender and for accounts that are gone."""
        user = self.message.by
        return (user.get_full_name() or user.get_username()) if user else ""

    @property
    def corrected(self):
        """Name the fields that a correction changed; its text is the message before. Else ""."""
        if self.message.kind != Message.Kind.CORRECTION:
            return ""
        return languages.listed(sender.corrected_fields(self.message))


def correspondence(submission, user):
    """Return all that was said, in its order, and the mails about it, in theirs."""
    may_open = user.has_perm(VIEW_MAIL)
    mails = [
        (mail.message_id, _line(mail, may_open))
        for mail in submission.mails.select_related("email").order_by("pk")
    ]
    carried = dict(mails)
    said = [
        Said(message, languages.tag(message.language), carried.get(message.pk))
        for message in submission.messages.select_related("by").order_by("pk")
    ]
    return said, [line for _key, line in mails]


def _line(mail, may_open):
    email = mail.email
    return MailLine(
        purpose=purpose_words(mail.purpose),
        words=_state(email.status),
        at=email.last_updated,
        url=reverse("admin:involvement_mail_change", args=[mail.pk]) if may_open else "",
        is_failed=email.status == STATUS.failed,
    )


def _state(status):
    if status == STATUS.sent:
        return _("sent")
    if status == STATUS.failed:
        return _("not delivered")
    if not outbox.sending_is_possible():
        return _("waits: no mail server is set up")
    if status == STATUS.requeued:
        return _("not accepted yet; it is tried again")
    return _("waits to be sent")
