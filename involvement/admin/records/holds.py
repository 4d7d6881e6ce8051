"""Putting a submission on hold, and lifting the hold; both with a reason."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from editorial.models import audit
from involvement.admin.records.forms import HoldForm
from involvement.errors import ChangedError
from involvement.models import Submission
from involvement.permissions import CHANGE, ERASE, VIEW, require
from involvement.records import holds, retention


@sensitive_post_parameters()
def hold(request, key):
    """Put a submission on hold, or lift the hold; both with a reason."""
    require(request, VIEW, CHANGE)
    submission = get_object_or_404(_may_be_held(request), pk=key)
    if request.method != "POST":
        audit.record(
            audit.AuditEntry.Action.READ, Submission, [submission.reference], by=request.user
        )
        return _hold_page(request, submission, HoldForm(initial={"version": submission.version}))
    form = HoldForm(request.POST, initial={})
    if not form.is_valid():
        return _hold_page(request, submission, form, status=422)
    change = holds.lift if request.POST.get("action") == "lift" else holds.put
    typed = form.cleaned_data
    try:
        held = change(submission, typed["reason"], by=request.user, version=typed["version"])
    except ChangedError:
        submission.refresh_from_db()
        again = form.shown_again(submission.version)
        return _hold_page(request, submission, again, is_stale=True, status=409)
    messages.success(request, _words_about(held) % {"number": held.reference})
    if held.is_unread:
        return HttpResponseRedirect(request.path)
    return HttpResponseRedirect(reverse("admin:involvement_submission_change", args=[key]))


def _may_be_held(request):
    """Query what this person may put on hold: what nobody reads only with the right to erase."""
    if request.user.has_perm(ERASE):
        return Submission.objects.all()
    return Submission.objects.readable()


def _words_about(submission):
    if submission.is_on_hold:
        return _("%(number)s is on hold: it is neither disposed of nor erased.")
    if retention.due(timezone.localdate()).filter(pk=submission.pk).exists():
        return _("The hold of %(number)s is lifted. Its time is over: the next run disposes of it.")
    return _("The hold of %(number)s is lifted.")


def _hold_page(request, submission, form, *, is_stale=False, status=200):
    context = {
        **admin.site.each_context(request),
        "title": _("Hold: %(number)s") % {"number": submission.reference},
        "submission": submission,
        "is_unread": submission.is_unread,
        "kept_until": retention.last_day_of(submission, retention.terms()),
        "form": form,
        "is_stale": is_stale,
    }
    return TemplateResponse(
        request, "admin/involvement/retention_hold.html", context, status=status
    )
