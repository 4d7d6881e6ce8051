"""The sender's page for photographs and scans: add one at a time, correct, take away, fetch.

One file a time: where a line breaks, only that file is lost, and what was written about it stands
in the form again.
"""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from editorial.web import network
from involvement import links
from involvement.errors import NoRoomError, NotNowError, OnHoldError, TooManyError, TooOftenError
from involvement.forms.own import SureForm
from involvement.forms.pictures import AnswersForm, PictureForm
from involvement.models import Submission, SubmissionFile
from involvement.records import sent_files
from involvement.submissions import files
from involvement.views import private_pages
from involvement.views.decorators import private_page, takes_a_file
from involvement.views.submit import AFTER_A_FAULT, AFTER_TOO_MANY, AGAIN, NO_DATABASE

# Answered the same way for each picture of a row of them. Each was taken somewhere else, so that is
# asked anew.
_CARRIED = ("shown_as", *(name for name in files.AGREED if name != "keep_place"))


@takes_a_file
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request, token):
    """List the files of a submission, and take one more."""
    submission = links.of_sender(token)
    if submission is None or not files.may_have(submission):
        return private_pages.gone(request)
    if request.method != "POST":
        return _list(request, token, submission, PictureForm(initial=_as_before(submission)))
    if AGAIN in request.POST or request.POST.get("action") not in {"add", "enter"}:
        form = PictureForm()
        form.show_typed(request.POST)
        return _list(request, token, submission, form)
    return _add(request, token, submission)


def _add(request, token, submission):
    form = PictureForm(request.POST, request.FILES)
    status = 422
    try:
        files.count_try(submission, network.digest_of(request))
        if form.is_valid():
            files.add(submission, form.received, form.values(), form.agreed_words())
            return HttpResponseRedirect(f"{request.path}?done=added", status=303)
    except Submission.DoesNotExist:
        return private_pages.gone(request)
    except NotNowError:
        form.add_error(None, _cannot_be_added())
        status = 409
    except TooOftenError:
        form.add_error(None, _enough(files.MOST))
        status = 409
    except TooManyError:
        # Without the file, which nobody reads now.
        form = PictureForm(request.POST)
        form.add_error(None, _too_many_tries())
        status = 429
    except NoRoomError:
        form.add_error("file", _no_room())
        status = 507
    except NO_DATABASE:
        form.add_error(None, _could_not_be_stored())
        status = 503
    if form.errors and "file" not in form.errors and "file" in request.FILES:
        # A browser never fills a file in again.
        form.add_error("file", _("Choose the file once more."))
    page = _list(request, token, submission, form, status=status)
    if status in {429, 503}:
        page["Retry-After"] = AFTER_TOO_MANY if status == 429 else AFTER_A_FAULT
    return page


def _list(request, token, submission, form, *, status=200):
    title = _("Photographs and scans")
    found = list(submission.files.all())
    done = {"added": _("The file is stored."), "removed": _("The file is erased.")}
    context = {
        "submission": submission,
        "own_url": reverse("involvement:status", args=[token]),
        "files": [_shown(token, file) for file in found],
        "may_add": files.may_add(submission) and len(found) < files.MOST,
        "most": files.MOST,
        "form": form,
        "problems": form.problems() if form.is_bound else [],
        "done": done.get(request.GET.get("done", ""), "") if not form.is_bound else "",
        "keep_form": "picture-form",
    }
    return _render(request, "involvement/pictures.html", context, title, status)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request, token, uid):
    """Show one file with what was said about it, to be corrected or taken away."""
    file = _find(token, uid)
    if file is None:
        return private_pages.gone(request)
    button = "" if AGAIN in request.POST else request.POST.get("action", "")
    button = "save" if button == "enter" else button
    form = AnswersForm(request.POST if button == "save" else None, initial=_answers(file))
    sure = SureForm(
        _("Yes, erase this file."), request.POST if button == "remove" else None, prefix="remove"
    )
    if AGAIN in request.POST:
        form.show_typed(request.POST)
    pressed = {"save": form, "remove": sure}.get(button)
    if pressed is None:
        return _one(request, token, file, form, sure)
    status = 422
    try:
        if pressed.is_valid():
            return _do(request, token, file, button, form)
    except (Submission.DoesNotExist, SubmissionFile.DoesNotExist):
        return private_pages.gone(request)
    except OnHoldError:
        pressed.add_error(None, _is_kept())
        status = 409
    except NO_DATABASE:
        pressed.add_error(None, _could_not_be_stored())
        status = 503
    return _one(request, token, file, form, sure, pressed=pressed, status=status)


def _do(request, token, file, button, form):
    if button == "remove":
        files.remove(file)
        back = reverse("involvement:pictures", args=[token])
        return HttpResponseRedirect(f"{back}?done=removed", status=303)
    files.correct(file, form.values(), form.agreed_words())
    return HttpResponseRedirect(f"{request.path}?done=saved", status=303)


def _one(request, token, file, form, sure, *, pressed=None, status=200):
    is_done = request.GET.get("done") == "saved" and pressed is None
    context = {
        "submission": file.submission,
        "list_url": reverse("involvement:pictures", args=[token]),
        "file": _shown(token, file),
        "form": form,
        "sure": sure,
        "problems": pressed.problems() if pressed else [],
        "done": _("Your answers are saved.") if is_done else "",
        "keep_form": "picture-form",
    }
    return _render(request, "involvement/picture.html", context, _("A photograph or scan"), status)


@private_page
@require_safe
def file(request, token, uid, which):
    """Send the file itself, or its small picture, to its sender."""
    found = _find(token, uid)
    if found is None:
        raise Http404
    return sent_files.answer(found, which)


def _find(token, uid):
    """Find a file of the submission that a link shows; None for any other."""
    submission = links.of_sender(token)
    if submission is None:
        return None
    return submission.files.select_related("submission").filter(uid=uid).first()


def _shown(token, file):
    """Return what templates need of a file."""
    address = [token, file.uid]
    return {
        "file": file,
        "lines": files.lines_of(file),
        "is_kept_back": file.is_kept_back,
        "url": reverse("involvement:picture", args=address),
        "file_url": reverse("involvement:picture_file", args=[*address, sent_files.FULL]),
        "small_url": reverse("involvement:picture_file", args=[*address, sent_files.SMALL])
        if file.is_picture
        else "",
    }


def _answers(file):
    return {name: getattr(file, name) for name in files.ANSWERS}


def _as_before(submission):
    """Return what was answered about the file before, as far as that is likely the same."""
    last = submission.files.last()
    return {name: getattr(last, name) for name in _CARRIED} if last else {}


def _render(request, template, context, title, status):
    return private_pages.render_private(request, template, context, title=title, status=status)


# --- Sentences --------------------------------------------------------------------------------


def _cannot_be_added():
    return _("It was withdrawn, or is to be erased, so no file was added.")


def _enough(most):
    return _("There are %(most)d files already, and no more are taken. Take one away first.") % {
        "most": most
    }


def _too_many_tries():
    return _("Very many files were sent within an hour. Please try again in an hour.")


def _no_room():
    return _(
        "There is no room for files at present. Your words are safe. Please try again tomorrow, or "
        "tell the office."
    )


def _is_kept():
    return _(
        "At present we have to keep this, because of a request for records or a dispute. Nothing "
        "was erased."
    )


def _could_not_be_stored():
    return _("This could not be stored just now. Please try again in a minute.")
