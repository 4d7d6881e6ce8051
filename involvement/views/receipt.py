"""What a sender sees after sending: the number, and what happens next."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.web import qr_code
from editorial.web.rendering import absolute
from involvement import links
from involvement.mail import outbox
from involvement.models import Choice, Letter
from involvement.submissions import files
from involvement.views import private_pages
from involvement.views.decorators import private_page

_RECEIPTS = [Letter.Purpose.RECEIPT, Letter.Purpose.YOUNG_RECEIPT]


@private_page
@require_safe
def received(request, token):
    """Show the receipt of a submission to whoever holds its link."""
    submission = links.of_sender(token)
    if submission is None:
        return private_pages.gone(request)
    choice = Choice.objects.of_kind(submission.kind)
    own_url = absolute(request, reverse("involvement:status", args=[token]))
    return private_pages.render_private(
        request,
        "involvement/received.html",
        {
            "submission": submission,
            "choice": choice,
            "token": token,
            "own_url": own_url,
            "qr": qr_code.drawing_of(own_url),
            "pictures_url": reverse("involvement:pictures", args=[token])
            if files.may_add(submission)
            else "",
            "answer_days": choice.form.answer_days if choice else None,
            "waits_for_guardian": submission.is_unread,
            "mail_is_sent": submission.mails.filter(purpose__in=_RECEIPTS).exists()
            and outbox.sending_is_possible(),
        },
        title=_("We have received it"),
        shown=[choice.form] if choice else [],
    )
