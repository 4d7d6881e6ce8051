"""The page on which a parent or guardian says yes or no."""

from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.text import languages
from editorial.text.formats import whole_day as day
from editorial.web.rendering import base_address
from involvement import links
from involvement.enums import PUBLISHABLE, Kind
from involvement.errors import ChangedError, NotNowError
from involvement.forms.own import GuardianForm, SureForm
from involvement.intake import form_config
from involvement.models import Submission
from involvement.submissions import guardians, sender
from involvement.submissions import status as submission_status
from involvement.views import private_pages
from involvement.views.decorators import private_page
from involvement.views.submit import AFTER_A_FAULT, AGAIN, NO_DATABASE


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request, token):
    """Show a guardian what a young person wrote, and take their yes or no."""
    submission = links.of_guardian(token)
    if submission is None or not _was_asked(submission):
        return private_pages.gone(request)
    button = "" if AGAIN in request.POST else request.POST.get("action", "")
    form = _form(button, submission, request.POST)
    if form is None:
        return _page(request, submission)
    if not form.is_valid():
        return _page(request, submission, form, status=422)
    try:
        return _do(request, submission, form)
    except Submission.DoesNotExist:
        return private_pages.gone(request)
    except NO_DATABASE:
        form.add_error(None, _could_not_be_stored())
        page = _page(request, submission, form, status=503)
        page["Retry-After"] = AFTER_A_FAULT
        return page


def _was_asked(submission):
    """Return whether a guardian was asked: not for adults, and not for what is held for review."""
    is_young = submission.is_young
    return is_young and not submission.is_held


def _do(request, submission, form):
    """Do what the pressed button says. Raises what `guardians` raises."""
    match request.POST["action"]:
        case "confirm":
            try:
                guardians.confirm(
                    submission,
                    base=base_address(request),
                    version=form.cleaned_data["version"],
                    lets_show=form.cleaned_data["lets_show"],
                )
            except ChangedError:
                return _again(request, submission, form, _has_changed())
        case "show" | "do-not-show" as button:
            shows, version = button == "show", form.cleaned_data["version"]
            try:
                guardians.let_show(submission, shows, version=version)
            except (ChangedError, NotNowError):
                return _again(request, submission, form, _has_changed())
        case "decline":
            if guardians.decline(submission):
                return _declined(request)
            return _again(request, submission, form, _too_late_for_no())
        case "take-back":
            guardians.take_back(submission)
        case "erase":
            if guardians.ask_for_erasure(submission):
                return private_pages.erased(request)
    return HttpResponseRedirect(request.path, status=303)


def _again(request, submission, form, words):
    """Show the page as it is by now, and say why nothing was done."""
    submission = links.as_it_is_now(submission)
    if submission is None:
        return private_pages.gone(request)
    form.add_error(None, words)
    return _page(request, submission, form, status=409)


def _form(button, submission, data=None):
    """Make the form that a button sends; None for a button that is not ours."""
    if button in {"confirm", "decline", "take-back", "show", "do-not-show"}:
        return GuardianForm(data)
    if button == "erase":
        return SureForm(_("Yes, erase everything."), data, prefix="erase")
    return None


def _erase_form(request, submission):
    form = _form("erase", submission)
    form.show_typed(request.POST)
    return form


def _guardian_form(request, failed, status):
    """Make the form of the yes; its box stays ticked where nothing was stored or asked anew."""
    form = GuardianForm()
    if AGAIN in request.POST or (isinstance(failed, GuardianForm) and status != 409):
        form.show_typed(request.POST)
    return form


def _keep_form(submission):
    if submission.waits_for_guardian:
        return "answer-form"
    return "" if submission.erasure_requested_at else "erase-form"


def _page(request, submission, failed=None, status=200):
    interest = form_config.read().interest
    is_asked = submission.waits_for_guardian
    may_take_back = not is_asked and submission.state != Submission.State.WITHDRAWN
    context = {
        "submission": submission,
        "interest": interest,
        "lede": _lede(submission),
        "lines": submission_status.lines_of(submission),
        "additions": _additions(submission),
        "may_take_back": may_take_back,
        "guardian_form": _guardian_form(request, failed, status),
        "asks_to_show": submission.may_publish and submission.kind in PUBLISHABLE,
        "is_memory": submission.kind == Kind.MEMORY,
        "notice": submission_status.notice_of(interest) if is_asked and interest else [],
        "erase_form": failed if isinstance(failed, SureForm) else _erase_form(request, submission),
        # The one form whose box could be lost by another language.
        "keep_form": _keep_form(submission),
        "erased_by": submission_status.erased_by(submission),
        "erasure_note": submission_status.erasure_note(submission),
        "problems": failed.problems() if failed is not None else [],
    }
    title = _("May a young person write to us?") if is_asked else _("You have said yes")
    return private_pages.render_private(
        request,
        "involvement/guardian.html",
        context,
        title=title,
        shown=[interest] if interest else [],
        status=status,
    )


def _declined(request):
    title = _("It is deleted")
    return private_pages.render_private(request, "involvement/guardian_done.html", {}, title=title)


def _additions(submission):
    return [
        {
            "message": message,
            "on": timezone.localdate(message.at),
            "tag": languages.tag(message.language),
        }
        for message in sender.additions_of(submission)
    ]


# --- Sentences --------------------------------------------------------------------------------


def _lede(submission):
    if submission.waits_for_guardian:
        return _("Please read this page and say yes or no by %(day)s.") % {
            "day": day(guardians.confirm_by(submission))
        }
    if submission.state == Submission.State.WITHDRAWN:
        return _("The young person has withdrawn it since, so nobody answers it.")
    return _("We read what the young person wrote, and answer them. You need not do anything else.")


def _has_changed():
    return _(
        "The text was changed since you opened this page, so your yes was not taken. Please read "
        "it as it stands now, and answer again."
    )


def _too_late_for_no():
    return _("This could not be deleted just now. Please read below what you can do.")


def _could_not_be_stored():
    return _("Your answer could not be stored just now. Please try again in a minute.")
