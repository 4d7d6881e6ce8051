"""Photographs and scans at the desk: shown, fetched, corrected and erased one by one."""

from datetime import timedelta

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from editorial.models import audit
from editorial.text import languages
from involvement.admin.records.forms import FileForm
from involvement.errors import OnHoldError
from involvement.models import Submission, SubmissionFile
from involvement.permissions import CHANGE, ERASE, VIEW, require
from involvement.records import sent_files
from involvement.submissions import files

_READ = audit.AuditEntry.Action.READ
# For so long a page may stay open whose small pictures are fetched as its reader scrolls.
_A_MOMENT = timedelta(hours=1)


def shown(submission):
    """List the files of a submission as the templates of the desk print them."""
    return [_shown(file) for file in submission.files.all()]


@require_safe
def content(request, key, which):
    """Send a file to be saved, or its small picture; who fetches it is written down.

    A small picture belongs to a page on which its reader was noted: there it is noted no more.
    """
    require(request, VIEW)
    file = _find(key)
    response = sent_files.answer(file, which)
    if which == sent_files.FULL or not _was_noted(request, file):
        _note_read(request, file)
    return response


@sensitive_post_parameters()
def correct(request, key):
    """Show one file with what its sender said of it, to be corrected or erased."""
    require(request, VIEW, CHANGE)
    file = _find(key)
    button = request.POST.get("action", "")
    if button == "erase":
        return _erase(request, file)
    answers = {name: getattr(file, name) for name in files.ANSWERS}
    if button != "save":
        return _page(request, file, FileForm(initial=answers))
    form = FileForm(request.POST, initial=answers)
    if not form.is_valid():
        return _page(request, file, form, status=422)
    try:
        files.correct(file, form.values(), "", by=request.user, reason=form.cleaned_data["reason"])
    except (Submission.DoesNotExist, SubmissionFile.DoesNotExist):
        return _gone(request)
    except OnHoldError:
        return _page(request, file, form, trouble=_nothing_was_erased(), status=409)
    words = _("What is stored about the file of %(number)s is corrected.")
    messages.success(request, words % {"number": file.submission.reference})
    return _back(file)


def _erase(request, file):
    require(request, ERASE)
    if not request.POST.get("sure"):
        trouble = _("Tick the box if it is to be erased.")
        return _page(request, file, _as_stored(file), trouble=trouble, status=422)
    try:
        files.remove(file, by=request.user)
    except Submission.DoesNotExist:
        return _gone(request)
    except OnHoldError:
        trouble = _nothing_was_erased()
        return _page(request, file, _as_stored(file), trouble=trouble, status=409)
    messages.success(
        request, _("The file of %(number)s is erased.") % {"number": file.submission.reference}
    )
    return _back(file)


def _nothing_was_erased():
    return _("It is on hold, so nothing was erased.")


def _as_stored(file):
    return FileForm(initial={name: getattr(file, name) for name in files.ANSWERS})


def _page(request, file, form, *, trouble="", status=200):
    _note_read(request, file)
    context = {
        **admin.site.each_context(request),
        "title": _("A file of %(number)s") % {"number": file.submission.reference},
        "submission": file.submission,
        "item": _shown(file),
        "agreed": file.agreed_words,
        "agreed_tag": languages.tag(file.language),
        "form": form,
        "trouble": trouble,
        "may_erase": request.user.has_perm(ERASE),
    }
    return TemplateResponse(request, "admin/involvement/file.html", context, status=status)


def _shown(file):
    def at(which):
        return reverse("admin:involvement_file_content", args=[file.pk, which])

    return {
        "file": file,
        "lines": files.lines_of(file),
        "url": reverse("admin:involvement_file", args=[file.pk]),
        "file_url": at(sent_files.FULL),
        "small_url": at(sent_files.SMALL) if file.is_picture else "",
    }


def _find(key):
    """Find a file of what staff may read. Raises Http404."""
    found = SubmissionFile.objects.select_related("submission")
    return get_object_or_404(found.filter(submission__in=Submission.objects.readable()), pk=key)


def _was_noted(request, file):
    """Return whether it is written down that they have read of the submission a moment ago."""
    return audit.AuditEntry.objects.filter(
        at__gt=timezone.now() - _A_MOMENT,
        by=request.user,
        action=_READ,
        kind=Submission._meta.label_lower,
        references=[file.submission.reference],
    ).exists()


def _note_read(request, file):
    audit.record(
        _READ,
        Submission,
        [file.submission.reference],
        by=request.user,
        note="a file",
    )


def _back(file):
    address = reverse("admin:involvement_submission_change", args=[file.submission_id])
    return HttpResponseRedirect(address)


def _gone(request):
    messages.info(request, _("Nothing was changed: it is gone already."))
    return HttpResponseRedirect(reverse("admin:involvement_submission_changelist"))
