"""The inbox: what people sent, and how far each has come."""

import re
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from editorial.admin.paginators import CappedPaginator
from editorial.models import audit
from editorial.text import languages
from involvement.admin.inbox import actions as submission_actions
from involvement.admin.inbox import submission as submission_page
from involvement.admin.inbox.filters import MOST_FOUND, TABS, Filter, Search
from involvement.forms.base import read_choices
from involvement.models import Submission
from involvement.permissions import EXPORT, require
from involvement.records import exports, kept_exports
from involvement.submissions import deadlines

PER_PAGE = 50
# A key that the database can hold.
_KEY = re.compile(r"[0-9]{1,18}")


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin):
    """The inbox and its pages, in place of Django's: nothing that people sent is edited."""

    def get_queryset(self, request):
        return Submission.objects.readable()

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @method_decorator(sensitive_post_parameters())
    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return inbox(request)

    @method_decorator(sensitive_post_parameters())
    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return submission_page.page(request, object_id)


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    submission: Submission
    days: int | None
    is_overdue: bool
    reasons: list
    actions: set

    @property
    def url(self):
        """Return the address of its page."""
        return reverse("admin:involvement_submission_change", args=[self.submission.pk])

    @property
    def city_tag(self):
        """Return the tag of the language in which the city's name is written."""
        return languages.tag(self.submission.city.original_language)

    @property
    def language_tag(self):
        """Return the tag of the language in which the sender wants the answer."""
        return languages.tag(self.submission.language)

    @property
    def language_name(self):
        """Name that language by itself."""
        return languages.own_name(self.submission.language)


def inbox(request):
    """Show the list, find somebody, or export: the button says which."""
    chosen = Filter(request.GET, user=request.user)
    search = Search(request.POST) if "q" in request.POST else Search()
    is_search = search.is_valid()
    found = search.submissions() if is_search else chosen.submissions()
    if "export" in request.POST:
        return _export(request, found)
    return _listing(request, chosen, search, found, is_search=is_search)


def _listing(request, chosen, search, found, *, is_search):
    found = found.select_related("city", "goal", "assigned_to").defer("message", "details")
    paginator = CappedPaginator(found, MOST_FOUND if is_search else PER_PAGE)
    if is_search:
        paginator.most = MOST_FOUND
    page = paginator.get_page(request.GET.get("page"))
    with transaction.atomic():
        rows = [_row(submission, request.user) for submission in page]
        audit.record(
            audit.AuditEntry.Action.LISTED,
            Submission,
            [row.submission.reference for row in rows],
            by=request.user,
            note="search" if is_search else chosen.query(),
        )
    read_choices(chosen)
    is_held = chosen.tab == "held" and not is_search
    unread = Submission.objects.held_unread().order_by("-received_at", "-pk") if is_held else []
    context = {
        **admin.site.each_context(request),
        "title": _("Inbox"),
        "filter": chosen,
        "search": search,
        "is_search": is_search,
        "tabs": _tabs(chosen, is_search),
        "rows": rows,
        "unread": [_row(submission, request.user) for submission in unread[:PER_PAGE]],
        "page": page,
        "is_capped": paginator.is_capped,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "query": f"{chosen.query()}&" if chosen.wanted else "",
        "formats": exports.FORMATS if request.user.has_perm(EXPORT) else [],
        "most_at_once": kept_exports.AT_ONCE,
    }
    return TemplateResponse(request, "admin/involvement/inbox.html", context)


def _row(submission, user):
    return Row(
        submission=submission,
        days=deadlines.days_waiting(submission, timezone.now()),
        is_overdue=deadlines.is_overdue(submission, timezone.localdate()),
        reasons=submission_page.reasons_of(submission) if submission.is_held else [],
        actions=submission_actions.open_to(user, submission),
    )


def _tabs(chosen, is_search):
    """List the tabs with the number of submissions in each, which the index of states counts."""
    counted = dict(Submission.objects.order_by().values_list("state").annotate(number=Count("pk")))
    return [
        {
            "words": words,
            "url": f"?state={key}",
            "is_current": not is_search and chosen.tab == key,
            "count": sum(counted.get(state, 0) for state in states),
        }
        for key, (words, states) in TABS.items()
    ]


def _export(request, found):
    """Send the rows that were ticked, or all that fit, as a file."""
    require(request, EXPORT)
    form = request.POST["export"]
    if form not in dict(exports.FORMATS):
        raise Http404
    if request.POST.get("which") != "all":
        ticked = [key for key in request.POST.getlist("row") if _KEY.fullmatch(key)]
        if not ticked:
            messages.error(request, _("Tick the rows that you want to export, or choose all."))
            return HttpResponseRedirect(request.get_full_path())
        found = found.filter(pk__in=ticked)
    if found.count() <= kept_exports.AT_ONCE:
        return exports.response(found, form, by=request.user)
    kept_exports.ask(found, form, by=request.user)
    return HttpResponseRedirect(reverse("admin:involvement_exports"))
