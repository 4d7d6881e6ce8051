"""The pages of cities, goals and the history."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities import structured_data
from cities.city_facts import facts_of
from cities.dates.honest_date import HonestDate, range_text
from cities.history import filters, timeline
from cities.history.filters import HistoryFilter
from cities.models import City, Event, Goal, RelationshipGoal
from cities.overview import required_overview
from editorial.cache.decorators import public_page
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.redirects import redirect_or_404
from editorial.web.rendering import Crumb, home_crumb, render_public


def today_at(home):
    """Return today's date in the home city, by which the history ends and the calendar begins."""
    return timezone.localdate(timezone=home.zone)


def events_with_details():
    """Return all visible events in order, with what a row prints."""
    language = languages.current()
    return Event.objects.visible(language).in_order().with_details(language)


def split(events, today):
    """Part events into the history and the calendar, with one query for both."""
    past, coming = [], []
    for event in events:
        (coming if event.is_coming(today) else past).append(event)
    return past, coming


@require_safe
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


@require_safe
@public_page()
def city_detail(request, slug):
    """One city: greeting, origin, facts, goals, record, and how to take part with it."""
    overview = required_overview(request)
    city = overview.partner(slug)
    if city is None:
        return redirect_or_404(request, City, slug)
    today = today_at(overview.home)
    events, coming = split(events_with_details().of_city(city), today)
    dated = timeline.dated(events)
    thin = len(dated) < timeline.EVENTS_FOR_A_LINE
    previous_city, next_city = overview.neighbors(city)
    name = localized(city, "name")
    return render_public(
        request,
        "cities/city_detail.html",
        {
            "city": city,
            **facts_of(city, overview.home, today),
            "relationship_goals": relationship_goals(city, events),
            "contact_line": None
            if thin
            else timeline.line_of(city, events, timeline.line_years(events, today), today),
            "event_count": len(dated),
            "decades": timeline.decades(events, overview.home),
            "coming": [timeline.row(event, overview.home) for event in coming],
            "pictures": list(city.citypictures.select_related("picture")),
            "previous_city": previous_city,
            "next_city": next_city,
            "home_mark_lit": overview.mark(lit=city),
            "thin": thin,
        },
        title=name,
        description=localized(city, "description"),
        breadcrumbs=[
            home_crumb(),
            Crumb(_("Cities"), structured_data.path("cities:city_list")),
            Crumb(name),
        ],
        root=city,
        json_ld=[structured_data.city(request, city)],
    )


def relationship_goals(city, events):
    """List the goals of a relationship with their words and the period that an event proves."""
    goals = city.relationshipgoals.filter(goal__in=Goal.objects.visible(languages.current()))
    result = []
    for own in goals.select_related("goal__entry"):
        serving = [event for event in events if own.goal in event.shown_goals]
        starts, ends = own.period([event for event in serving if not event.cancelled])
        result.append(
            {
                "goal": own.goal,
                "relationship_goal": own,
                "reason": localized(own, "reason"),
                "measure": localized(own, "measure"),
                "period": period_text(starts, ends),
                "event_count": len(serving),
            }
        )
    return result


def period_text(starts, ends):
    """Print a period of which only proven ends are given."""
    return range_text(starts or HonestDate(), ends, ongoing=True)


@require_safe
@public_page()
def goal_list(request):
    """The goals that run through all relationships."""
    required_overview(request)
    language = languages.current()
    events = Event.objects.visible(language)
    goals = list(Goal.objects.visible(language).in_order().with_event_count(events))
    return render_public(
        request,
        "cities/goal_list.html",
        {"goals": goals},
        title=_("Goals"),
        description=_("What the partner cities do together, goal by goal."),
        breadcrumbs=[home_crumb(), Crumb(_("Goals"))],
        shown=goals,
    )


@require_safe
@public_page()
def goal_detail(request, slug):
    """One goal: what it means, and what was done for it, city by city."""
    overview = required_overview(request)
    goals = list(Goal.objects.visible(languages.current()).in_order())
    goal = next((goal for goal in goals if goal.slug == slug), None)
    if goal is None:
        return redirect_or_404(request, Goal, slug)
    events, coming = split(events_with_details().filter(goals=goal), today_at(overview.home))
    own_goals = {
        own.city_id: own
        for own in RelationshipGoal.objects.filter(goal=goal).select_related("city__entry")
    }
    groups = [
        {
            "city": city,
            "rows": [
                timeline.row(event, overview.home) for event in events if city in event.shown_cities
            ],
            "relationship_goal": own_goals.get(city.pk),
        }
        for city in overview.partners
    ]
    program_rows = [
        timeline.row(event, overview.home) for event in events if not event.shown_cities
    ]
    name = localized(goal, "name")
    return render_public(
        request,
        "cities/goal_detail.html",
        {
            "goal": goal,
            "groups": groups,
            "program_rows": program_rows,
            "coming": [timeline.row(event, overview.home) for event in coming],
            "event_count": len(events) + len(coming),
            "other_goals": [other for other in goals if other != goal],
        },
        title=name,
        description=localized(goal, "description"),
        breadcrumbs=[
            home_crumb(),
            Crumb(_("Goals"), structured_data.path("cities:goal_list")),
            Crumb(name),
        ],
        root=goal,
    )


@require_safe
@public_page(known_parameters=filters.FIELDS)
def history(request):
    """The whole history with its filters, and the calendar before it."""
    overview = required_overview(request)
    today = today_at(overview.home)
    goals = list(Goal.objects.visible(languages.current()).in_order())
    all_past, all_coming = split(events_with_details(), today)
    form = HistoryFilter(
        request.GET, partners=overview.partners, goals=goals, events=[*all_past, *all_coming]
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
            "count": count,
            "total": len(timeline.dated(all_past)),
            "heading": filters.heading(count, active),
            "first_year": overview.first_year(),
            "active_filters": active,
            "contact_lines": timeline.contact_lines(overview.partners, all_past, today),
            "decades": timeline.decades(past, overview.home, with_silences=not active),
            "coming": [timeline.row(event, overview.home) for event in coming],
            "table_decades": filters.by_decade_and_goal(all_past, goals),
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
