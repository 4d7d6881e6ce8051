"""What the buttons on the page of a submission do, and who may press them."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.admin.refusals.faults import ErasedError
from editorial.web.rendering import base_address
from involvement.admin.inbox.forms import (
    ActionForm,
    AnswerForm,
    AssignForm,
    CallForm,
    CloseForm,
    NoteForm,
    SpamForm,
)
from involvement.errors import ChangedError, NotNowError, OnHoldError
from involvement.mail import outbox
from involvement.models import Disposition, Submission
from involvement.permissions import CHANGE, ERASE, require
from involvement.submissions import staff

# The value of each button, and the form that it sends.
BUTTONS = {
    "assign": AssignForm,
    "take": ActionForm,
    "note": NoteForm,
    "answer": AnswerForm,
    "ask": AnswerForm,
    "call": CallForm,
    "call-ask": CallForm,
    "close": CloseForm,
    "reopen": ActionForm,
    "release": ActionForm,
    "link": ActionForm,
    "show-link": ActionForm,
    "spam": SpamForm,
}


def open_to(user, submission):
    """Return the names of the actions that a user can do with a submission now."""
    if not user.has_perm(CHANGE):
        return set()
    actions = staff.possible(submission)
    return actions if user.has_perm(ERASE) else actions - {"spam"}


def act(request, key, *, show):
    """Do what a button says, once, and go back to the page.

    What cannot be done is shown by `show` with all that was typed. Raises PermissionDenied and
    Http404.
    """
    button = request.POST.get("action", "")
    require(request, CHANGE)
    if button == "spam":
        require(request, ERASE)
    if button not in BUTTONS:
        raise Http404
    submission = _find(key, button)
    if submission is None:
        return _gone(request)
    form = BUTTONS[button](request.POST, initial={})
    if form.is_valid() and button == "close":
        form.require_answer(submission)
    if not form.is_valid():
        return _refuse(request, submission, form, show, "", 422)
    try:
        if button == "show-link":
            link = _renew_link(request, submission, form, by_mail=False)
            return show(request, submission.pk, link=link)
        words = _do(request, submission, button, form)
    except ChangedError:
        trouble = _(
            "Somebody changed this in the meantime, so nothing was done. Look at what is new below;"
            " what you typed is still there."
        )
        return _refuse(request, submission, form, show, trouble, 409)
    except (NotNowError, OnHoldError):
        trouble = _("This is not possible any more, so nothing was done.")
        return _refuse(request, submission, form, show, trouble, 409)
    messages.success(request, words % {"number": submission.reference})
    is_left = button == "spam" or not Submission.objects.readable().filter(pk=key).exists()
    if not is_left:
        return HttpResponseRedirect(_url_of(submission))
    return HttpResponseRedirect(_held_url() if submission.is_held else _list_url())


def _do(request, submission, button, form):
    """Do it; return the words about it. Raises what `staff` raises."""
    typed = form.cleaned_data
    who = {"by": request.user, "version": typed["version"]}
    asks_back = button in {"ask", "call-ask"}
    match button:
        case "assign":
            staff.assign(submission, typed["to"], **who)
            if typed["to"]:
                return _("%(number)s is assigned.")
            return _("%(number)s is assigned to nobody.")
        case "take":
            staff.assign(submission, request.user, **who)
            return _("%(number)s is yours.")
        case "note":
            staff.note(submission, typed["text"], **who)
            return _("The note is kept.")
        case "answer" | "ask":
            base = base_address(request)
            staff.answer(submission, form.mail_text(), base=base, asks_back=asks_back, **who)
            if outbox.sending_is_possible():
                return _("The email about %(number)s is in the outbox and goes out by itself.")
            return _("The email about %(number)s waits in the outbox: no mail server is set up.")
        case "call" | "call-ask":
            staff.record_call(submission, typed["text"], asks_back=asks_back, **who)
            return _("The call is kept. No email is sent.")
        case "close":
            staff.close(submission, **who)
            return _("%(number)s is closed.")
        case "reopen":
            staff.reopen(submission, **who)
            return _("%(number)s is to do again.")
        case "release":
            staff.release(submission, base=base_address(request), **who)
            return _("%(number)s is released; its first email is in the outbox.")
        case "link":
            _renew_link(request, submission, form, by_mail=True)
            if outbox.sending_is_possible():
                return _("An email with a new link is on its way; the former links have ended.")
            return _("The email with the new link waits in the outbox: no mail server is set up.")
        case "spam":
            staff.erase_spam(submission, **who)
            return _erased()


def _renew_link(request, submission, form, *, by_mail):
    return staff.renew_link(
        submission,
        base=base_address(request),
        by=request.user,
        version=form.cleaned_data["version"],
        by_mail=by_mail,
    )


def _find(key, button):
    """Find the submission; None for what is not for staff to read, or gone."""
    if not key.isdecimal():
        return None
    found = Submission.objects.readable()
    if button in {"release", "spam"}:
        found = found | Submission.objects.held_unread()
    return found.filter(pk=key).first()


def _gone(request):
    """Answer a button of a page whose submission is not here any more, as of an old tab.

    The second click of whoever made it disappear leads on. Raises ErasedError for all others.
    """
    number = request.POST.get("reference", "")
    erased = Disposition.objects.filter(
        reference=number, reason=Disposition.Reason.SPAM, by=request.user
    )
    if number and erased.exists():
        messages.success(request, _erased() % {"number": number})
        return HttpResponseRedirect(_held_url() if "held" in request.POST else _list_url())
    released = Submission.objects.waiting_for_guardian().filter(reference=number)
    if number and released.exists():
        return HttpResponseRedirect(_held_url())
    raise ErasedError


def _erased():
    return _("%(number)s is erased. Its number stays in the disposition log.")


def _refuse(request, submission, form, show, trouble, status):
    if submission.is_unread:
        # Its page is open to nobody.
        messages.error(request, trouble or _("Tick the box if it is to be erased."))
        return HttpResponseRedirect(_held_url())
    return show(request, submission.pk, form, trouble=trouble, status=status)


def _url_of(submission):
    return reverse("admin:involvement_submission_change", args=[submission.pk])


def _list_url():
    return reverse("admin:involvement_submission_changelist")


def _held_url():
    return f"{_list_url()}?state=held"
