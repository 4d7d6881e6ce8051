"""What waits in taking part, on the admin's first page; each card only for those with the right."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.staff.dashboard import Card, register
from editorial.text import languages
from editorial.web import rendering
from involvement.mail import outbox
from involvement.models import InterestForm, Submission
from involvement.permissions import ERASE, VIEW, VIEW_FORM, VIEW_MAIL


def _inbox(query):
    return f"{reverse('admin:involvement_submission_changelist')}?{query}"


def _number_card(number, title, text="", url="", *, is_urgent=False):
    """Return a card about so many items; None when there are none."""
    return Card(str(number), title, text, url, is_urgent) if number else None


@register
def overdue(request):
    """Tell who should have had an answer already."""
    if not request.user.has_perm(VIEW):
        return None
    number = Submission.objects.overdue(timezone.localdate()).count()
    title = ngettext("overdue submission", "overdue submissions", number)
    text = _("The receipt promised an answer by a day that has passed.")
    return _number_card(number, title, text, _inbox("state=to-do&wait=overdue"), is_urgent=True)


@register
def new(request):
    """Tell what nobody has taken care of yet."""
    if not request.user.has_perm(VIEW):
        return None
    number = Submission.objects.filter(state=Submission.State.NEW).count()
    title = ngettext("new submission", "new submissions", number)
    return _number_card(number, title, _("Nobody takes care of it yet."), _inbox("assigned=nobody"))


@register
def held(request):
    """Tell what may be spam and waits for somebody's look."""
    if not request.user.has_perm(VIEW):
        return None
    number = Submission.objects.held().count()
    title = ngettext("submission held for review", "submissions held for review", number)
    text = _("It may be spam. No receipt goes out before somebody releases it.")
    return _number_card(number, title, text, _inbox("state=held"))


@register
def erasures(request):
    """Tell who asked for erasure."""
    if not request.user.has_perm(ERASE):
        return None
    number = Submission.objects.filter(erasure_requested_at__isnull=False).count()
    title = ngettext("erasure asked for", "erasures asked for", number)
    text = _("The sender wants it to be erased.")
    return _number_card(number, title, text, _inbox("state=all&erasure=on"), is_urgent=True)


@register
def unconfirmed(request):
    """Tell how many wait for a guardian, and nothing else about them."""
    if not request.user.has_perm(VIEW):
        return None
    number = Submission.objects.waiting_for_guardian().count()
    title = ngettext("waits for a guardian", "wait for a guardian", number)
    text = _("From people of 13 to 17. It comes into the inbox when a guardian has confirmed it.")
    return _number_card(number, title, text)


@register
def failed_mail(request):
    """Tell which mail never arrived."""
    if not request.user.has_perm(VIEW_MAIL):
        return None
    number = outbox.failed().count()
    title = ngettext("mail was not delivered", "mails were not delivered", number)
    text = _("The mail server refused it. Look at the address, or answer in another way.")
    return _number_card(number, title, text, _outbox(), is_urgent=True)


@register
def stuck_mail(request):
    """Tell what mail waits because no mail server is set up."""
    if not request.user.has_perm(VIEW_MAIL) or outbox.sending_is_possible():
        return None
    number = outbox.waiting().count()
    title = ngettext("mail waits to be sent", "mails wait to be sent", number)
    text = _("No mail server is set up. You can read the mail in the outbox meanwhile.")
    return _number_card(number, title, text, _outbox(), is_urgent=True)


@register
def closed_languages(request):
    """Tell in which languages nobody can write to us, because the privacy notice has gaps."""
    may_edit = request.user.has_perm(VIEW_FORM)
    if not may_edit and not request.user.has_perm(VIEW):
        return None
    form = InterestForm.objects.first()
    if form is None:
        return None
    closed = [code for code in rendering.offered() if not form.is_open(code)]
    url = reverse("admin:involvement_interestform_change", args=[form.pk]) if may_edit else ""
    title = ngettext("language without the form", "languages without the form", len(closed))
    text = _("Its privacy notice is not complete: %(languages)s.") % {
        "languages": languages.listed(languages.own_name(code) for code in closed)
    }
    return _number_card(len(closed), title, text, url, is_urgent=True)


def _outbox():
    return reverse("admin:involvement_mail_changelist")
