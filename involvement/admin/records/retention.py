"""What is due to be disposed of, holds, and the log of what is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from editorial.admin.paginators import CappedPaginator
from editorial.admin.read_only import ViewOnlyAdmin
from editorial.models import audit
from editorial.staff.dashboard import Card, register
from involvement.admin.records.forms import HoldForm
from involvement.enums import Kind
from involvement.errors import ChangedError
from involvement.models import Disposition, Submission
from involvement.permissions import CHANGE, ERASE, VIEW, require
from involvement.records import disposition_log, holds, retention

PER_PAGE = 100
# How many one click disposes of, so that the page answers in time; the daily run has no limit.
MOST_AT_ONCE = 300
DAYS_AHEAD = 30


@dataclass(frozen=True)
class List:
    """One of the lists: the words on its tab, its heading, its query; `find` takes today."""

    words: str
    heading: str
    find: Callable


# By their names in the address.
LISTS = {
    "due": List(
        gettext_lazy("Next run"), gettext_lazy("The next run disposes of these"), retention.due
    ),
    "soon": List(
        gettext_lazy("Within 30 days"),
        gettext_lazy("Due within 30 days, if nothing happens to them"),
        lambda today: retention.due_within(today, DAYS_AHEAD),
    ),
    "open": List(
        gettext_lazy("Still open"),
        gettext_lazy("Their time is over, but nobody has answered or closed them: they stay"),
        retention.still_open,
    ),
    "held": List(
        gettext_lazy("On hold"),
        gettext_lazy("On hold: neither disposed of nor erased"),
        lambda today: retention.on_hold(),
    ),
}
FIRST_LIST = "due"


@dataclass(frozen=True)
class Row:
    """One submission in a list, with the last day on which it is kept; None without a term."""

    submission: Submission
    kept_until: object
    is_unread: bool

    @property
    def url(self):
        """Return the address of its page; "" for what nobody reads."""
        if self.is_unread:
            return ""
        return reverse("admin:involvement_submission_change", args=[self.submission.pk])


def due(request):
    """List what the next runs dispose of and what keeps the rest; a POST disposes now."""
    require(request, VIEW)
    if request.method == "POST":
        require(request, ERASE)
        return _dispose_now(request)
    return _due_page(request)


def _due_page(request, *, trouble="", status=200):
    today = timezone.localdate()
    key = request.GET.get("list", FIRST_LIST)
    key = key if key in LISTS else FIRST_LIST
    found = LISTS[key].find(today).select_related("assigned_to").defer("message", "details")
    page = CappedPaginator(found.order_by("last_activity_at", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    terms = retention.terms()
    with transaction.atomic():
        rows = [_row(submission, terms) for submission in page]
        audit.record(
            audit.AuditEntry.Action.LISTED,
            Submission,
            [row.submission.reference for row in rows],
            by=request.user,
            note=f"retention: {key}",
        )
    context = {
        **admin.site.each_context(request),
        "title": _("What is due"),
        "today": today,
        "tabs": [
            {
                "words": each.words,
                "url": f"?list={name}",
                "is_current": name == key,
                "count": each.find(today).count(),
            }
            for name, each in LISTS.items()
        ],
        "heading": LISTS[key].heading,
        "shows_holds": key == "held",
        "rows": rows,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "query": f"list={key}&",
        "without_term": [
            (Kind(kind).label, number) for kind, number in retention.without_term().items()
        ],
        "may_dispose": key == "due" and request.user.has_perm(ERASE),
        "most": MOST_AT_ONCE,
        "trouble": trouble,
    }
    return TemplateResponse(request, "admin/involvement/retention.html", context, status=status)


def _row(submission, terms):
    years = terms.get(submission.kind)
    last = timezone.localdate(submission.last_activity_at)
    kept_until = retention.kept_until(last, years) if years else None
    return Row(submission, kept_until, submission.is_unread)


def _dispose_now(request):
    if not request.POST.get("sure"):
        trouble = _("Tick the box if you have looked at the list.")
        return _due_page(request, trouble=trouble, status=422)
    done = retention.dispose(timezone.localdate(), by=request.user, most=MOST_AT_ONCE)
    words = ngettext(
        "%(count)s submission is disposed of. Its number stays in the disposition log.",
        "%(count)s submissions are disposed of. Their numbers stay in the disposition log.",
        done.number,
    )
    messages.success(request, words % {"count": done.number})
    if done.failed:
        words = ngettext(
            "%(count)s could not be disposed of; your maintainer finds the reason in the log.",
            "%(count)s could not be disposed of; your maintainer finds the reasons in the log.",
            done.failed,
        )
        messages.error(request, words % {"count": done.failed})
    return HttpResponseRedirect(reverse("admin:involvement_due"))


@register
def due_soon(request):
    """Tell what is disposed of soon, so that somebody looks at the list beforehand."""
    if not request.user.has_perm(ERASE):
        return None
    later = timezone.localdate() + timedelta(days=DAYS_AHEAD)
    number = retention.due(later).count()
    if not number:
        return None
    title = ngettext("submission is due to go", "submissions are due to go", number)
    text = _("Within 30 days they are disposed of, unless somebody puts them on hold.")
    return Card(str(number), title, text, reverse("admin:involvement_due"))


# --- Holds ------------------------------------------------------------------------------------


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
    years = retention.terms().get(submission.kind)
    last = timezone.localdate(submission.last_activity_at)
    context = {
        **admin.site.each_context(request),
        "title": _("Hold: %(number)s") % {"number": submission.reference},
        "submission": submission,
        "is_unread": submission.is_unread,
        "kept_until": retention.kept_until(last, years) if years else None,
        "form": form,
        "is_stale": is_stale,
    }
    return TemplateResponse(
        request, "admin/involvement/retention_hold.html", context, status=status
    )


# --- The log ----------------------------------------------------------------------------------


@admin.register(Disposition)
class DispositionAdmin(ViewOnlyAdmin):
    """What stays of what is gone. Nothing here can be added, changed or deleted by anybody."""

    list_display = [
        "reference",
        "kind_words",
        "reason",
        "series",
        "retention_years",
        "received_on",
        "disposed_at",
        "by",
    ]
    list_filter = ["reason", "disposed_at"]
    list_select_related = ["by"]
    list_display_links = None
    list_per_page = 100
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    search_fields = ["reference"]
    search_help_text = gettext_lazy("A receipt number.")
    change_list_template = "admin/involvement/retention_log.html"

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def kind_words(self, disposition):
        return disposition_log.kind_words(disposition)

    def get_urls(self):
        """Add the log as a file."""
        view = self.admin_site.admin_view(self.as_csv)
        return [path("log.csv", view, name="involvement_disposition_csv"), *super().get_urls()]

    def as_csv(self, request):
        """Send the whole log as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        audit.record(audit.AuditEntry.Action.EXPORTED, Disposition, [], by=request.user)
        name = f"disposition-log-{timezone.localdate():%Y-%m-%d}.csv"
        return StreamingHttpResponse(
            disposition_log.csv_lines(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
