"""What is due to be disposed of, and what keeps the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.admin.paginators import CappedPaginator
from editorial.models import audit
from editorial.staff import dashboard
from editorial.text.formats import day
from involvement.enums import Kind
from involvement.errors import UnusualRoundError
from involvement.models import Disposition, Submission
from involvement.permissions import ERASE, VIEW, require
from involvement.records import retention, rounds
from involvement.records import terms as terms_of_kinds

PER_PAGE = 50
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
    """List what the next runs dispose of and what keeps the rest.

    A POST, confirmed, disposes, or lets the daily run go on.
    """
    require(request, VIEW)
    if request.method == "POST":
        require(request, ERASE)
        return (
            _let_go_on(request) if request.POST.get("action") == "resume" else _dispose_now(request)
        )
    return _due_page(request)


def _due_page(request, *, trouble="", status=200):
    today = timezone.localdate()
    key = request.GET.get("list", FIRST_LIST)
    key = key if key in LISTS else FIRST_LIST
    # Keys alone are put in order: a long row takes as long to sort as many short ones.
    found = LISTS[key].find(today).order_by("last_activity_at", "pk").values_list("pk", flat=True)
    page = CappedPaginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = Submission.objects.filter(pk__in=list(page)).order_by("last_activity_at", "pk")
    shown = shown.select_related("assigned_to").defer("message", "details")
    # What is shown was counted already, unless there is more than its pages hold.
    counted = {} if page.paginator.is_capped else {key: page.paginator.count}
    terms = retention.terms()
    with transaction.atomic():
        rows = [Row(each, retention.last_day_of(each, terms), each.is_unread) for each in shown]
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
                "count": counted[name] if name in counted else each.find(today).count(),
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
        "refused": rounds.refused(),
        "shortened": terms_of_kinds.shortened(),
        "may_erase": request.user.has_perm(ERASE),
    }
    return TemplateResponse(request, "admin/involvement/retention.html", context, status=status)


def _dispose_now(request):
    if not request.POST.get("sure"):
        trouble = _("Tick the box if you have looked at the list.")
        return _due_page(request, trouble=trouble, status=422)
    now = timezone.now()
    today = timezone.localdate(now)
    try:
        rounds.require_true_clock(now)
    except UnusualRoundError:
        trouble = _("The clock may be wrong, so nothing was disposed of. Read the notice below.")
        return _due_page(request, trouble=trouble, status=409)
    number = retention.due(today).count()
    # What was asked counts for this number on this day alone.
    if request.POST.get("confirmed") != f"{number} {today}":
        return _question(request, number, today)
    audit.record(
        audit.AuditEntry.Action.CHANGED,
        Disposition,
        [],
        by=request.user,
        note=f"disposing at the desk: {number} due on {today}, asked and confirmed",
    )
    done = retention.dispose(today, by=request.user, most=MOST_AT_ONCE)
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


def _let_go_on(request):
    """Let the daily run go on that was refused, once somebody has said yes to what it takes."""
    now = timezone.now()
    today = timezone.localdate(now)
    listed, unlisted = retention.taken_by_a_round(now)
    number = listed + unlisted
    stopped = rounds.refused()
    # What was asked counts for this number on this day alone.
    if stopped and request.POST.get("confirmed") != f"{number} {today}":
        title = _("Let the daily run go on?")
        return _ask(request, title, number, today, stopped=stopped, unlisted=unlisted)
    if rounds.let_go_on(now, number, by=request.user):
        messages.success(request, _("The daily run goes on."))
    else:
        messages.warning(request, _("The daily run is not stopped, so nothing was changed."))
    return HttpResponseRedirect(reverse("admin:involvement_due"))


def _question(request, number, today):
    if not number:
        return HttpResponseRedirect(reverse("admin:involvement_due"))
    title = ngettext(
        "Dispose of %(count)s submission?", "Dispose of %(count)s submissions?", number
    )
    most = MOST_AT_ONCE if number > MOST_AT_ONCE else 0
    return _ask(request, title % {"count": number}, number, today, most=most)


def _ask(request, title, number, today, *, most=0, stopped=None, unlisted=0):
    """Ask once more, with the number and the day by which it was counted.

    `stopped` is the `DailyRound` that waits; `unlisted` are those of the number in no list.
    """
    context = {
        **admin.site.each_context(request),
        "title": title,
        "number": number,
        "kept": Submission.objects.count(),
        "is_unusual": rounds.is_unusual(number),
        "today": today,
        "most": most,
        "stopped": stopped,
        "unlisted": unlisted,
        "confirmed": f"{number} {today}",
    }
    return TemplateResponse(request, "admin/involvement/retention_question.html", context)


@dashboard.register(dashboard.HEALTH)
def refused(request):
    """Tell that the daily run waits for a person."""
    if not request.user.has_perm(ERASE) or not (stopped := rounds.refused()):
        return []
    title = _("The daily run has stopped, and nothing is disposed of")
    url = reverse("admin:involvement_due")
    return [dashboard.Item(title, stopped.get_refused_because_display(), url, mark="alert")]


@dashboard.register(dashboard.OLD)
def terms_shortened(request):
    """Tell which terms become shorter soon."""
    if not request.user.has_perm(ERASE):
        return []
    return [
        dashboard.Item(
            _("%(kind)s: kept for %(next)d years instead of %(years)d from %(day)s on")
            % {
                "kind": each.term.get_kind_display(),
                "next": each.term.next_years,
                "years": each.term.years,
                "day": day(each.counts_from),
            },
            _("If that is not wanted, put the years back on the form’s choice."),
            reverse("admin:involvement_due"),
            mark="alert",
        )
        for each in terms_of_kinds.shortened()
    ]


@dashboard.register(dashboard.OLD)
def due_soon(request):
    """Tell what is disposed of soon, so that somebody looks at the list beforehand."""
    if not request.user.has_perm(ERASE):
        return []
    later = timezone.localdate() + timedelta(days=DAYS_AHEAD)
    number = retention.due(later).count()
    if not number:
        return []
    title = ngettext(
        "%(number)s record has reached its years",
        "%(number)s records have reached their years",
        number,
    ) % {"number": number}
    text = _("Within 30 days they are disposed of, unless somebody puts them on hold.")
    return [dashboard.Item(title, text, reverse("admin:involvement_due"), mark="alert")]
