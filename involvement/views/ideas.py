"""The public page of the residents' ideas."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.models import City, Goal
from cities.overview import required_overview
from editorial.cache.decorators import public_page
from editorial.previews.draft import draft_on
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.rendering import Crumb, render_public
from involvement.models import Idea, InterestForm
from involvement.submissions.ideas import PER_PAGE
from involvement.views.submit_pages import crumbs

FIELDS = ("status", "page")


@dataclass(frozen=True)
class Row:
    """One idea with the city and the goal that it is about, as far as these are public."""

    idea: Idea
    city: City | None
    goal: Goal | None


@dataclass(frozen=True)
class StatusLink:
    """A link that keeps the ideas of one status, or all of them, and how many these are."""

    label: str
    count: int
    url: str
    is_current: bool


@require_safe
@public_page(known_parameters=FIELDS)
def ideas(request):
    """Show what residents have proposed, and what became of it."""
    overview = required_overview(request)
    language = languages.current()
    interest = InterestForm.objects.visible(language).first()
    interest = draft_on(request).only(InterestForm, interest)
    title = localized(interest, "ideas_title")
    if not title:
        raise Http404
    status = request.GET.get("status", "")
    if status and status not in Idea.Status:
        raise Http404
    counts = _counts()
    page = _page(status, counts, request.GET.get("page", 1))
    cities = {city.entry_id: city for city in overview.partners}
    goals = {goal.entry_id: goal for goal in Goal.objects.visible(language).named()}
    return render_public(
        request,
        "involvement/ideas.html",
        {
            "interest": interest,
            "title": title,
            "rows": [Row(idea, cities.get(idea.city_id), goals.get(idea.goal_id)) for idea in page],
            "page": page,
            "earlier_url": _url(status, page.previous_page_number()) if page.has_previous() else "",
            "later_url": _url(status, page.next_page_number()) if page.has_next() else "",
            "links": _links(counts, status),
            "chosen": Idea.Status(status).label if status else "",
        },
        title=title,
        description=localized(interest, "ideas_lede"),
        breadcrumbs=[*crumbs(request), Crumb(title)],
        shown=[interest],
    )


def _counts():
    """Count the public ideas by their status; a status without any is missing."""
    found = Idea.objects.filter(is_public=True).order_by("status").values_list("status")
    return dict(found.annotate(Count("pk")))


def _page(status, counts, number):
    """Return one page of the list. Raises Http404 for one that is not there."""
    shown = Idea.objects.public().with_supports()
    paginator = Paginator(shown.filter(status=status) if status else shown, PER_PAGE)
    # Counted already, all statuses at once.
    paginator.count = counts.get(status, 0) if status else sum(counts.values())
    try:
        return paginator.page(number)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error


def _links(counts, status):
    """List the links that choose a status; none as long as there is nothing to choose from."""
    if len(counts) < 2:
        return []
    every = StatusLink(_("All"), sum(counts.values()), _url(""), not status)
    return [
        every,
        *(
            StatusLink(choice.label, counts[choice], _url(choice.value), choice == status)
            for choice in Idea.Status
            if choice in counts
        ),
    ]


def _url(status, number=1):
    values = {"status": status, "page": number if number > 1 else ""}
    return f"?{urlencode({name: value for name, value in values.items() if value})}"
