"""The events that a page prints; in a preview with the one that is a draft among them."""

from cities.history import memories
from cities.models import Citation, City, Event, Figure, Goal
from editorial.previews.draft import NO_DRAFT
from editorial.text import languages


def events_of(draft=NO_DRAFT, *, city=None, goal=None):
    """List the events to print, in order; those of a city, or those that serve a goal."""
    found = Event.objects.to_print(languages.current())
    if city is not None:
        found = found.of_city(city)
    if goal is not None:
        found = found.of_goal(goal)
    if draft.is_of(Event):
        add_details(draft)
        wanted = _is_of(draft, "cities", city) and _is_of(draft, "goals", goal)
        others = [event for event in found if event.pk != draft.root.pk]
        return draft.over(Event, others) if wanted else others
    events = list(found)
    _show_draft(draft, events)
    return events


def event_at(slug, draft=NO_DRAFT):
    """Return the event that has an address, with its details, or None; a draft as a draft."""
    language = languages.current()
    if draft.is_of(Event) and draft.root.slug == slug:
        add_details(draft)
        return draft.root if draft.root.is_visible(language) else None
    events = list(Event.objects.to_print(language).filter(slug=slug))
    _show_draft(draft, events)
    return next(iter(events), None)


def beside(event, draft=NO_DRAFT):
    """Return the events before and after one in the order of time; None at either end."""
    named = Event.objects.visible(languages.current())
    if not draft.is_of(Event):
        return named.beside(event)
    events = draft.over(Event, named.to_name())
    place = events.index(event)
    return (
        events[place - 1] if place else None,
        events[place + 1] if place + 1 < len(events) else None,
    )


def past_and_coming(events, today):
    """Part events into the history and the calendar."""
    past, coming = [], []
    for event in events:
        (coming if event.is_coming(today) else past).append(event)
    return past, coming


def by_goal(events):
    """Map the key of each goal to the events that serve it, in their order."""
    found = {}
    for event in events:
        for goal in event.shown_goals:
            found.setdefault(goal.pk, []).append(event)
    return found


def goals_served(draft):
    """Map the key of each goal to those of the visible events that serve it, with the draft's."""
    found = {}
    visible = Event.objects.visible(languages.current()).order_by()
    for event, goal in visible.values_list("pk", "goals"):
        found.setdefault(goal, set()).add(event)
    if draft.is_of(Event):
        for events in found.values():
            events.discard(draft.root.pk)
        if draft.root.is_visible(languages.current()):
            for goal in draft.many["goals"]:
                found.setdefault(goal, set()).add(draft.root.pk)
    return found


def _is_of(draft, name, wanted):
    return wanted is None or wanted.pk in draft.many[name]


def add_details(draft):
    """Give the draft what `EventQuerySet.with_details` gives the others."""
    event, language = draft.root, languages.current()
    cities, goals = (
        model.objects.visible(language).in_order().named().filter(pk__in=draft.many[name])
        for model, name in ((City, "cities"), (Goal, "goals"))
    )
    event.shown_cities, event.shown_goals = list(cities), list(goals)
    zones = City.objects.filter(pk__in=draft.many["cities"]).values_list("time_zone", flat=True)
    event.place_zone = zones[0] if len(zones) == 1 else None
    event.shown_citations = draft.parts(event, Citation.objects.none())
    event.shown_figures = draft.parts(event, Figure.objects.none())
    memories.load([event])


def _show_draft(draft, events):
    """Let events show the draft of a city or a goal."""
    if draft.is_of(City):
        _show(draft.root, events, "shown_cities", Event.cities.through, "city_id")
        for event in events:
            if event.place_zone and draft.root in event.shown_cities:
                event.place_zone = draft.root.time_zone
    if draft.is_of(Goal):
        _show(draft.root, events, "shown_goals", Event.goals.through, "goal_id")


def _show(thing, events, name, through, column):
    """Let events show a draft of a city or a goal instead of what is public of it, or as well."""
    concerned = set(through.objects.filter(**{column: thing.pk}).values_list("event_id", flat=True))
    is_visible = thing.is_visible(languages.current())
    for event in events:
        if event.pk in concerned:
            others = [row for row in getattr(event, name) if row != thing]
            shown = [*others, thing] if is_visible else others
            # The place that it has in public, as far as it has one.
            place = next((n for n, row in enumerate(getattr(event, name)) if row == thing), None)
            if is_visible and place is not None:
                shown.insert(place, shown.pop())
            setattr(event, name, shown)
