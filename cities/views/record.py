"""The pages of cities, goals, the history and its sources."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cities import goals, sources, structured_data
from cities.calendar.coming import next_meetings
from cities.city_facts import city_facts, sources_of
from cities.city_texts import city_texts, invitation_places
from cities.history import filters, record, timeline
from cities.history import pages as history_pages
from cities.history.anniversaries import anniversary_today
from cities.history.evolution import evolution
from cities.history.filters import HistoryFilter
from cities.history.newest import newest
from cities.models import City, Goal
from cities.models.source import in_our_words
from cities.overview import required_overview, until_midnight
from editorial.cache.decorators import public_page
from editorial.previews.draft import NO_DRAFT, draft_on, made_for
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
    events = newest(draft, today, city=city)
    line = timeline.line_of_page(city, events.marks(), today)
    own_goals = goals.of_relationship(city, events.all_past, draft)
    meetings = next_meetings(draft, overview.home, today)
    facts = city_facts(city, overview.home, today)
    previous_city, next_city = overview.neighbors(city)
    name = localized(city, "name")
    return render_public(
        request,
        "cities/city_detail.html",
        {
            "city": city,
            **city_texts(city, overview.home),
            **invitation_places(city, thin=line is None),
            **facts,
            "relationship_goals": own_goals,
            "evolution": evolution(
                city, own_goals, events.all_past, timeline.line_years(events.all_past, today), today
            ),
            "anniversary": anniversary_today(city, today),
            "contact_line": line,
            "event_count": len(timeline.dated(events.all_past)),
            "decades": timeline.decades(
                events.past,
                overview.home,
                counts=record.by_decade(record.Years.of(events.all_past, ()).past),
            ),
            "coming": timeline.rows(events.coming, overview.home),
            "next_meetings": meetings,
            "more": history_pages.more_of(events, city=city.slug),
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
        shown=[
            *timeline.told_by([*events.past, *events.coming]),
            *in_our_words(sources_of(facts)),
            *(meeting.rule for meeting in meetings),
        ],
        json_ld=[structured_data.city(request, city)],
    )


@shows_only
@public_page()
def goal_list(request):
    """The goals, of which each relationship has its own."""
    required_overview(request)
    shown = made_for(request, goals.with_event_counts)
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
    all_goals = made_for(request, goals.all_goals)
    goal = next((goal for goal in all_goals if goal.slug == slug), None)
    if goal is None:
        return redirect_or_404(request, Goal, slug)
    events = newest(draft, overview.home.today(), goal=goal)
    groups = goals.by_city(goal, events, overview, draft)
    of_no_city = [event for event in events.past if not event.shown_cities]
    name = localized(goal, "name")
    return render_public(
        request,
        "cities/goal_detail.html",
        {
            "goal": goal,
            "groups": groups,
            "shared_by": goals.shared_by(groups),
            "program_rows": timeline.rows(of_no_city, overview.home),
            "program_count": sum(not event.shown_cities for event in events.all_past),
            "coming": timeline.rows(events.coming, overview.home),
            "event_count": len(events.all_past) + events.coming_count,
            "more": history_pages.more_of(events, goal=goal.slug),
            "other_goals": [other for other in all_goals if other != goal],
        },
        title=name,
        description=localized(goal, "description"),
        breadcrumbs=[home_crumb(), Crumb(_("Goals"), reverse("cities:goal_list")), Crumb(name)],
        root=goal,
        shown=timeline.told_by([*events.past, *events.coming]),
    )


@shows_only
@public_page(known_parameters=filters.FIELDS, valid_until=until_midnight)
def history(request, decade=""):
    """The whole history or a decade of it, page by page, with its filters and the calendar."""
    overview, draft = required_overview(request), draft_on(request)
    today = overview.home.today()
    all_goals = made_for(request, goals.all_goals)
    glance = made_for(request, record.at_a_glance, today)
    all_decades = glance.years.decades()
    if decade and decade not in map(filters.value_of, all_decades):
        raise Http404
    query = request.GET.copy()
    if decade:
        query["decade"] = decade
    form = HistoryFilter(query, partners=overview.partners, goals=all_goals, decades=all_decades)
    listed = record.listed(
        draft, form, glance.years, today, number=query.get("page"), event=query.get("event")
    )
    count = listed.years.count
    active = form.active(reverse("cities:history") if decade else "")
    return render_public(
        request,
        "cities/history.html",
        {
            "form": form,
            "problems": form.problems(),
            "count": count,
            "total": glance.years.dated,
            "heading": filters.heading(count, active),
            "first_year": overview.first_year(glance.marks),
            "active_filters": active,
            "contact_lines": timeline.contact_lines(overview.partners, glance.marks, today),
            "decades": timeline.decades(
                listed.past,
                overview.home,
                with_silences=not active,
                counts=record.by_decade(listed.years.past),
            ),
            "coming": timeline.rows(listed.coming, overview.home),
            "further": listed.further,
            "table_decades": filters.by_decade_and_goal(
                glance.years, made_for(request, record.goals_by_year, today), all_goals
            ),
            "loosen": filters.ways_to_loosen(active) if not count else [],
            "decade_links": history_pages.decade_links(glance.years, form.chosen(), draft),
            "page_links": history_pages.page_links(request, listed),
        },
        title=_title_with_filters(active, count),
        description=_("The history of the partnerships, event by event, each with its source."),
        breadcrumbs=[home_crumb(), Crumb(_("History"))],
        shown=timeline.told_by([*listed.past, *listed.coming]),
        json_ld=structured_data.events(request, listed.coming, overview.home),
        path=history_pages.own_path(form.chosen(), listed.number),
        shared_path=history_pages.shared_path(form.chosen()),
        chosen=active,
    )


@shows_only
@public_page(known_parameters=["page", "source"])
def source_list(request):
    """Every source once, by publisher, and what rests on it."""
    overview, draft = required_overview(request), draft_on(request)
    moved = sources.moved(request.GET.get("source")) if draft is NO_DRAFT else None
    if moved is not None:
        return redirect(moved, permanent=True)
    listed = sources.listed(
        draft,
        overview.partners,
        number=request.GET.get("page"),
        source=request.GET.get("source"),
    )
    path = reverse("cities:source_list")
    return render_public(
        request,
        "cities/source_list.html",
        {
            "publishers": listed.publishers,
            "count": listed.count,
            "page_links": history_pages.page_links(request, listed),
        },
        title=_("Sources"),
        description=_("What the history rests on: every source once, with what it is cited for."),
        breadcrumbs=[
            home_crumb(),
            Crumb(_("History"), reverse("cities:history")),
            Crumb(_("Sources")),
        ],
        shown=in_our_words(cited.source for group in listed.publishers for cited in group.cited),
        path=f"{path}?page={listed.number}" if listed.number > 1 else path,
    )


def _title_with_filters(active, count):
    if not active:
        return _("History")
    return _("History: %(what)s") % {"what": filters.heading(count, active)}
