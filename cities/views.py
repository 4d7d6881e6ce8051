"""The pages of cities, goals and the history."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cities import goals, structured_data
from cities.city_facts import city_facts
from cities.city_texts import city_texts, invitation_places
from cities.history import filters, timeline
from cities.history.events import events_of, past_and_coming
from cities.history.filters import HistoryFilter
from cities.models import City, Goal
from cities.overview import required_overview, until_midnight
from editorial.cache.decorators import public_page
from editorial.previews.draft import draft_on
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.redirects import redirect_or_404
from editorial.web.rendering import Crumb, home_crumb, render_public


@shows_only
@public_page()
def city_list(request):
    """All partner cities: who they are, how far, and the map."""
    overview = required_overview(request)
    wide, narrow = overview.maps()
    return render_public(
        request,
        "cities/city_list.html",
        {
            "cities": overview.partners,
            "nearest": overview.nearest_first(),
            "world_map": wide,
            "world_map_small": narrow,
        },
        title=_("Cities"),
        description=_(
            "The partner cities: how each tie began, how far away they are, and since when."
        ),
        breadcrumbs=[home_crumb(), Crumb(_("Cities"))],
        shown=overview.partners,
    )


@shows_only
@public_page(valid_until=until_midnight)
def city_detail(request, slug):
    """One city: greeting, origin, facts, goals, record, and how to take part with it."""
    overview, draft = required_overview(request), draft_on(request)
    city = overview.partner(slug)
    if city is None:
        return redirect_or_404(request, City, slug)
    today = overview.home.today()
    past, coming = past_and_coming(events_of(draft, city=city), today)
    line = timeline.line_of_page(city, past, today)
    previous_city, next_city = overview.neighbors(city)
    name = localized(city, "name")
    return render_public(
        request,
        "cities/city_detail.html",
        {
            "city": city,
            **city_texts(city, overview.home),
            **invitation_places(city, thin=line is None),
            **city_facts(city, overview.home, today),
            "relationship_goals": goals.of_relationship(city, past, draft),
            "contact_line": line,
            "event_count": len(timeline.dated(past)),
            "decades": timeline.decades(past, overview.home),
            "coming": timeline.rows(coming, overview.home),
            "pictures": [
                use
                for use in draft.parts(city, city.citypictures.select_related("picture"))
                if use.shows_picture
            ],
            "previous_city": previous_city,
            "next_city": next_city,
            "program_mark_lit": overview.program_mark(lit=city),
        },
        title=name,
        description=localized(city, "description"),
        breadcrumbs=[home_crumb(), Crumb(_("Cities"), reverse("cities:city_list")), Crumb(name)],
        root=city,
        json_ld=[structured_data.city(request, city)],
    )


@shows_only
@public_page()
def goal_list(request):
    """The goals, of which each relationship has its own."""
    required_overview(request)
    shown = goals.with_event_counts(draft_on(request))
    return render_public(
        request,
        "cities/goal_list.html",
        {"goals": shown},
        title=_("Goals"),
        description=_("What the partner cities do together, goal by goal."),
        breadcrumbs=[home_crumb(), Crumb(_("Goals"))],
        shown=shown,
    )


@shows_only
@public_page(valid_until=until_midnight)
def goal_detail(request, slug):
    """One goal: what it means, and what was done for it, city by city."""
    overview, draft = required_overview(request), draft_on(request)
    all_goals = goals.all_goals(draft)
    goal = next((goal for goal in all_goals if goal.slug == slug), None)
    if goal is None:
        return redirect_or_404(request, Goal, slug)
    past, coming = past_and_coming(events_of(draft, goal=goal), overview.home.today())
    groups = goals.by_city(goal, past, overview, draft)
    of_no_city = [event for event in past if not event.shown_cities]
    name = localized(goal, "name")
    return render_public(
        request,
        "cities/goal_detail.html",
        {
            "goal": goal,
            "groups": groups,
            "shared_by": goals.shared_by(groups),
            "program_rows": timeline.rows(of_no_city, overview.home),
            "coming": timeline.rows(coming, overview.home),
            "event_count": len(past) + len(coming),
            "other_goals": [other for other in all_goals if other != goal],
        },
        title=name,
        description=localized(goal, "description"),
        breadcrumbs=[home_crumb(), Crumb(_("Goals"), reverse("cities:goal_list")), Crumb(name)],
        root=goal,
    )


@shows_only
@public_page(known_parameters=filters.FIELDS, valid_until=until_midnight)
def history(request):
    """The whole history with its filters, and the calendar before it."""
    overview, draft = required_overview(request), draft_on(request)
    today = overview.home.today()
    all_goals = goals.all_goals(draft)
    all_past, all_coming = past_and_coming(events_of(draft), today)
    form = HistoryFilter(
        request.GET, partners=overview.partners, goals=all_goals, events=[*all_past, *all_coming]
    )
    past = [event for event in all_past if form.matches(event)]
    coming = [event for event in all_coming if form.matches(event)]
    active = form.active(request.GET)
    count = len(past)
    return render_public(
        request,
        "cities/history.html",
        {
            "form": form,
            "problems": form.problems(),
            "count": count,
            "total": len(timeline.dated(all_past)),
            "heading": filters.heading(count, active),
            "first_year": overview.first_year(all_past),
            "active_filters": active,
            "contact_lines": timeline.contact_lines(overview.partners, all_past, today),
            "decades": timeline.decades(past, overview.home, with_silences=not active),
            "coming": timeline.rows(coming, overview.home),
            "table_decades": filters.by_decade_and_goal(all_past, all_goals),
            "loosen": filters.ways_to_loosen(active) if not count else [],
        },
        title=_title_with_filters(active, count),
        description=_("The history of the partnerships, event by event, each with its source."),
        breadcrumbs=[home_crumb(), Crumb(_("History"))],
        shown=[*all_past, *all_coming],
        json_ld=structured_data.events(request, coming),
    )


def _title_with_filters(active, count):
    if not active:
        return _("History")
    return _("History: %(what)s") % {"what": filters.heading(count, active)}
