"""One person's data: found, shown, handed out, corrected and erased.

What was sought stands in no address, no message and no log. What no guardian has confirmed is
counted; who may erase can erase it and hand it out to the guardian, but its words are not shown.
"""

import re
from dataclasses import dataclass

from django.contrib import admin, messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from editorial.models import audit
from editorial.text import languages
from editorial.web.rendering import base_address
from involvement.admin.records.forms import CorrectForm, PersonForm
from involvement.errors import ChangedError, OnHoldError
from involvement.models import Disposition, Submission
from involvement.permissions import CHANGE, ERASE, EXPORT, VIEW, require
from involvement.records import elsewhere, handout, people
from involvement.submissions import consent, erasure

_TYPES = {
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
# The ways to hand out: the button's value, and its words.
_HANDOUTS = [
    ("json", gettext_lazy("Hand out as data (JSON)")),
    ("txt", gettext_lazy("Hand out as text")),
    ("zip", gettext_lazy("Hand out with all files (ZIP)")),
]
_KEY = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Row:
    """One submission that was found, and where in it the person stands."""

    submission: Submission
    places: list
    is_unread: bool

    @property
    def found_in(self):
        """Name the places in the reader's language."""
        return languages.listed(_(place) for place in self.places)

    @property
    def written_in_tag(self):
        """Return the tag of the language in which it was written."""
        return languages.tag(self.submission.written_in)


@sensitive_post_parameters()
def find(request):
    """Find a person, and do with what was ticked what the pressed button says."""
    require(request, VIEW)
    if request.method != "POST":
        return _page(request, PersonForm())
    match request.POST.get("action"):
        case "json" | "txt" | "zip" as form:
            require(request, EXPORT)
            return _hand_out(request, form)
        case "erase":
            require(request, ERASE)
            return _ask_whether_sure(request)
        case "erase-sure":
            require(request, ERASE)
            return _erase(request)
    return _results(request)


@sensitive_post_parameters()
def correct(request, key):
    """Correct what is stored about a person."""
    require(request, VIEW, CHANGE)
    submission = get_object_or_404(Submission.objects.readable(), pk=key)
    initial = {name: getattr(submission, name) for name in people.CORRECTABLE}
    initial |= {"version": submission.version, "keep_former": True}
    if request.method != "POST":
        audit.record(
            audit.AuditEntry.Action.READ, Submission, [submission.reference], by=request.user
        )
        return _correct_page(request, submission, CorrectForm(initial=initial))
    form = CorrectForm(request.POST, initial=initial)
    if not form.is_valid():
        return _correct_page(request, submission, form, status=422)
    typed = form.cleaned_data
    try:
        changed = people.correct(
            submission,
            form.values(),
            reason=typed["reason"],
            keep_former=typed["keep_former"],
            by=request.user,
            version=typed["version"],
            base=base_address(request),
        )
    except ChangedError:
        submission.refresh_from_db()
        again = form.shown_again(submission.version)
        return _correct_page(request, submission, again, is_stale=True, status=409)
    words = _("%(number)s is corrected.") if changed else _("Nothing was changed.")
    messages.success(request, words % {"number": submission.reference})
    submission.refresh_from_db()
    if submission.is_unread:
        messages.info(request, _("Its guardian is asked anew; until the yes nobody reads it."))
        return HttpResponseRedirect(reverse("admin:involvement_people"))
    return HttpResponseRedirect(reverse("admin:involvement_submission_change", args=[key]))


def _results(request, *, trouble="", status=200):
    """Show everything that fits what was typed."""
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, form, trouble=trouble, status=422)
    found = people.search(form.wanted(), by=request.user)
    rows = [
        Row(submission, found.places[submission.pk], submission.is_unread)
        for submission in found.submissions()
    ]
    may_erase = request.user.has_perm(ERASE)
    context = {
        "is_search": True,
        "is_too_much": found.is_too_much,
        "most": people.MOST_FOUND,
        "rows": [row for row in rows if not row.is_unread],
        "unread": [row for row in rows if row.is_unread],
        "disposed": found.disposed,
        "beside": [] if found.is_too_much else elsewhere.find(form.wanted()),
        "may_correct": request.user.has_perm(CHANGE),
        "may_erase": may_erase,
        "formats": _HANDOUTS if request.user.has_perm(EXPORT) else [],
    }
    return _page(request, form, trouble=trouble, status=status, **context)


def _nothing(request, trouble, *names):
    """Show the results as they are now: nothing was ticked, or it is gone since."""
    if any(request.POST.getlist(name) for name in names):
        trouble = _("What you ticked is not there any more. This is what is kept now.")
    return _results(request, trouble=trouble, status=422)


def _page(request, form, *, status=200, **more):
    context = {
        **admin.site.each_context(request),
        "title": _("One person’s data"),
        "form": form,
        **more,
    }
    return TemplateResponse(request, "admin/involvement/people.html", context, status=status)


def _correct_page(request, submission, form, *, is_stale=False, status=200):
    context = {
        **admin.site.each_context(request),
        "title": _("Correct: %(number)s") % {"number": submission.reference},
        "submission": submission,
        "form": form,
        "is_stale": is_stale,
        "asks_guardian": consent.is_needed_for(submission),
        "tag": languages.tag(submission.written_in),
        "now": [
            (Submission._meta.get_field(name).verbose_name, getattr(submission, name))
            for name in people.CORRECTABLE
        ],
    }
    return TemplateResponse(
        request, "admin/involvement/people_correct.html", context, status=status
    )


def _chosen(request):
    """Return the submissions that were ticked and that this person may deal with, newest first."""
    keys = [key for key in request.POST.getlist("row") if _KEY.fullmatch(key)]
    found = Submission.objects.filter(pk__in=keys[: people.MOST_FOUND])
    found = found.select_related("city", "goal", "assigned_to").order_by("-received_at", "-pk")
    may_deal_with_unread = request.user.has_perm(ERASE)
    return [row for row in found if may_deal_with_unread or not row.is_unread]


def _hand_out(request, form):
    chosen = _chosen(request)
    lines = [key for key in request.POST.getlist("line") if _KEY.fullmatch(key)]
    disposed = list(Disposition.objects.filter(pk__in=lines[: people.MOST_FOUND]))
    beside = elsewhere.read(request.POST.getlist("beside"))
    if not (chosen or disposed or beside):
        return _nothing(request, _("Tick what is to be handed out."), "row", "line", "beside")
    content = handout.hand_out(chosen, form, disposed=disposed, beside=beside, by=request.user)
    name = f"records-{timezone.localdate():%Y-%m-%d}.{form}"
    if form == "zip":
        return FileResponse(content, as_attachment=True, filename=name)
    return HttpResponse(
        content,
        content_type=_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _ask_whether_sure(request, *, trouble="", status=200):
    """Name what would be erased; nothing is done yet."""
    chosen, beside = _chosen(request), elsewhere.read(request.POST.getlist("beside"))
    if not (chosen or beside):
        return _nothing(request, _("Tick what is to be erased."), "row", "beside")
    context = {
        **admin.site.each_context(request),
        "title": _("Erase?"),
        "trouble": trouble,
        "erasable": [row for row in chosen if not row.is_on_hold],
        "held": [row for row in chosen if row.is_on_hold],
        "beside": beside,
    }
    return TemplateResponse(request, "admin/involvement/people_erase.html", context, status=status)


def _erase(request):
    """Erase one after the other; what is on hold stays."""
    if not request.POST.get("sure"):
        trouble = _("Tick the box if it is to be erased.")
        return _ask_whether_sure(request, trouble=trouble, status=422)
    erased, held = 0, []
    for submission in _chosen(request):
        try:
            done = erasure.erase(submission, reason=Disposition.Reason.ERASURE, by=request.user)
        except OnHoldError:
            held.append(submission.reference)
        else:
            erased += done is not None
    beside = elsewhere.erase(elsewhere.read(request.POST.getlist("beside")), by=request.user)
    if erased:
        words = ngettext(
            "%(count)s submission is erased. Its number stays in the disposition log.",
            "%(count)s submissions are erased. Their numbers stay in the disposition log.",
            erased,
        )
        messages.success(request, words % {"count": erased})
    if held:
        words = _("On hold, so not erased: %(numbers)s.")
        messages.error(request, words % {"numbers": languages.listed(held)})
    if beside:
        words = ngettext("%(count)s entry is erased.", "%(count)s entries are erased.", beside)
        messages.success(request, words % {"count": beside})
    if not (erased or held or beside):
        messages.info(request, _("Nothing was erased: it is gone already."))
    return HttpResponseRedirect(reverse("admin:involvement_people"))
