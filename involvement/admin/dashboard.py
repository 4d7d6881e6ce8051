"""Taking part on the admin's first page: who waits for an answer, and whether mail goes out."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.mail import is_held_up
from editorial.staff import dashboard, roles
from editorial.staff.dashboard import Item, register
from editorial.text import formats, languages
from editorial.web import rendering
from involvement.mail import outbox
from involvement.models import InterestForm, Submission
from involvement.permissions import ERASE, VIEW, VIEW_FORM, VIEW_MAIL
from involvement.submissions.deadlines import waiting_since
from involvement.worker import leases

# From so many days before the promised one, the answer is urgent.
SOON = 3
# A promise of more days than this is told by its date alone.
LONGEST_SHOWN = 21
# Without a sign of the worker for so long, something is wrong.
STILL = timedelta(minutes=10)


# So many of those who wait are named one by one; the inbox has the others.
NAMED = 6


def _inbox(query):
    return f"{reverse('admin:involvement_submission_changelist')}?{query}"


def _count(number, title, text="", url="", mark="review"):
    """List one item about so many things; none when there are none."""
    title = title % {"number": number}
    return [Item(title, text, url, mark=mark)] if number else []


@register(dashboard.WAITING)
def letters(request):
    """List who waits for an answer, who waits longest first."""
    if not request.user.has_perm(VIEW):
        return []
    waiting = Submission.objects.to_do()
    rows = waiting.select_related("city").defer("message", "details").order_by("answer_by", "pk")
    items = [_letter(row, timezone.localdate()) for row in rows[:NAMED]]
    others = waiting.count() - NAMED
    if others > 0:
        words = ngettext(
            "%(number)s more letter to answer", "%(number)s more letters to answer", others
        )
        items += _count(others, words, url=_inbox("state=to-do"), mark="letter")
    return items


def _letter(submission, today):
    left = (submission.answer_by - today).days
    promised = max((submission.answer_by - timezone.localdate(submission.received_at)).days, 1)
    gone = min(max(promised - left, 0), promised)
    return Item(
        title=f"{submission.reference}: {submission.get_kind_display()}",
        text=_about(submission),
        url=reverse("admin:involvement_submission_change", args=[submission.pk]),
        when=_answer_by(submission.answer_by, left),
        mark="alert" if left < SOON else "letter",
        since=waiting_since(submission),
        days=(gone, promised) if promised <= LONGEST_SHOWN else (),
    )


def _about(submission):
    words = {
        "language": languages.name_of(submission.language),
        "city": submission.city.label if submission.city else "",
    }
    if submission.city:
        where = _("In %(language)s, about %(city)s.") % words
    else:
        where = _("In %(language)s.") % words
    if submission.assigned_to_id is None:
        nobody = _("Nobody takes care of it yet.")
        return f"{where} {nobody}"
    return where


def _answer_by(day, left):
    date = date_format(day, "MONTH_DAY_FORMAT")
    if left < 0:
        return _("should have been answered by %(day)s") % {"day": date}
    return _("answer by %(day)s") % {"day": date}


@register(dashboard.WAITING)
def held(request):
    """Tell what may be spam and waits for somebody's look."""
    if not request.user.has_perm(VIEW):
        return []
    number = Submission.objects.held().count()
    title = ngettext(
        "%(number)s held because it looks like spam",
        "%(number)s held because they look like spam",
        number,
    )
    text = _("No receipt goes out before somebody releases it. Release it, or erase it.")
    return _count(number, title, text, _inbox("state=held"))


@register(dashboard.WAITING)
def erasures(request):
    """Tell who asked for erasure."""
    if not request.user.has_perm(ERASE):
        return []
    number = Submission.objects.filter(erasure_requested_at__isnull=False).count()
    title = ngettext("%(number)s erasure asked for", "%(number)s erasures asked for", number)
    text = _("The sender wants it to be erased.")
    return _count(number, title, text, _inbox("state=all&erasure=on"), "alert")


@register(dashboard.WAITING)
def unconfirmed(request):
    """Tell how many wait for a guardian, and nothing else about them."""
    if not request.user.has_perm(VIEW):
        return []
    number = Submission.objects.waiting_for_guardian().count()
    title = ngettext("%(number)s waits for a guardian", "%(number)s wait for a guardian", number)
    text = _("From people of 13 to 17. It comes into the inbox when a guardian has confirmed it.")
    return _count(number, title, text)


@register(dashboard.HEALTH)
def mail(request):
    """Tell whether mail goes out, and which never arrived."""
    if not request.user.has_perm(VIEW_MAIL):
        return []
    items = []
    failed = outbox.failed().count()
    title = ngettext(
        "%(number)s email was not delivered", "%(number)s emails were not delivered", failed
    )
    text = _(
        "The mail server refused it, or it waited for more than a week. Look at it, and send it "
        "again or answer in another way."
    )
    items += _count(failed, title, text, _outbox(), "alert")
    if outbox.sending_is_possible() and is_held_up():
        title = _("Email does not leave at the moment")
        text = _("The mail server does not take it. It is tried again by itself, for two days.")
        return [*items, Item(title, text, url=_outbox(), mark="alert")]
    if outbox.sending_is_possible():
        return items or [Item(_("Email goes out"), url=_outbox(), mark="good")]
    waiting = outbox.waiting().count()
    title = ngettext(
        "%(number)s email waits to be sent", "%(number)s emails wait to be sent", waiting
    )
    text = _("No mail server is set up. You can read the email in the outbox meanwhile.")
    return items + _count(waiting, title, text, _outbox(), "alert")


@register(dashboard.HEALTH)
def worker(request):
    """Tell whether what goes by itself does: mail, what is planned, the daily cleaning."""
    if not roles.may_publish(request.user) and not request.user.has_perm(VIEW_MAIL):
        return []
    last = leases.last_sign("worker")
    if last is not None and timezone.now() - last < STILL:
        return [Item(_("Email and what is planned go by themselves"), mark="good")]
    text = _("Nothing that is planned goes public, and no email leaves. Ask who runs the site.")
    if last is None:
        return [Item(_("The site’s worker does not run"), text, mark="alert")]
    title = _("The site’s worker has not run since %(when)s") % {"when": formats.dated(last)}
    return [Item(title, text, mark="alert")]


@register(dashboard.HEALTH)
def closed_languages(request):
    """Tell in which languages nobody can write to us, because the privacy notice has gaps."""
    may_edit = request.user.has_perm(VIEW_FORM)
    if not may_edit and not request.user.has_perm(VIEW):
        return []
    form = InterestForm.objects.first()
    if form is None:
        return []
    closed = [code for code in rendering.offered() if not form.is_open(code)]
    url = reverse("admin:involvement_interestform_change", args=[form.pk]) if may_edit else ""
    title = ngettext(
        "Nobody can write to us in %(number)s language",
        "Nobody can write to us in %(number)s languages",
        len(closed),
    )
    text = _("Its privacy notice is not complete: %(languages)s.") % {
        "languages": languages.listed(languages.own_name(code) for code in closed)
    }
    return _count(len(closed), title, text, url, "alert")


def _outbox():
    return reverse("admin:involvement_mail_changelist")
