"""The goals as pages list them: how often they were served, where, and in which years."""

from django.utils.translation import gettext as _

from cities.dates.honest_date import HonestDate, range_text
from cities.history import figures, timeline
from cities.history.events import by_goal, goals_served
from cities.models import City, Event, Goal, RelationshipGoal
from editorial.previews.draft import NO_DRAFT
from editorial.text import languages
from editorial.text.localized import localized
from editorial.text.printed.joining import in_a_sentence


def all_goals(draft=NO_DRAFT):
    """List the goals that the reader may see, in their order (one query)."""
    return draft.over(Goal, Goal.objects.visible(languages.current()).in_order())


def with_event_counts(draft=NO_DRAFT):
    """List the goals with `event_count`, the number of events that serve each (one query)."""
    if draft.is_of(Goal) or draft.is_of(Event):
        return _counted(all_goals(draft), goals_served(draft))
    language = languages.current()
    goals = Goal.objects.visible(language).in_order()
    return list(goals.with_event_count(Event.objects.visible(language)))


def _counted(goals, served):
    for goal in goals:
        goal.event_count = len(served.get(goal.pk, ()))
    return goals


def of_relationship(city, events, draft=NO_DRAFT):
    """List the goals of a relationship with their words, what the record counts, and the period
    that an event proves.

    `events` are the past ones of the city.
    """
    language = languages.current()
    visible = city.relationshipgoals.filter(goal__in=Goal.objects.visible(language))
    own_goals = draft.parts(city, visible.select_related("goal__entry"))
    served = by_goal(events)
    return [
        _own_goal(own, served.get(own.goal_id, []))
        for own in own_goals
        if own.goal.is_visible(language)
    ]


def _own_goal(own, serving):
    # What was called off or only announced proves no date.
    starts, ends = own.period([event for event in serving if figures.took_place(event)])
    return {
        "goal": own.goal,
        "reason": localized(own, "reason"),
        "measure": localized(own, "measure"),
        "tally": figures.tally(serving, city=own.city.slug, goal=own.goal.slug),
        "period": period_text(starts, ends),
        "lasted": _lasted(own, starts, ends),
    }


def _lasted(own, starts, ends):
    """Return the first and last day that are proven, the last one None while it goes on.

    None where the beginning is not proven, or an end is stated that nothing proves.
    """
    if starts is None or (own.ends.is_known and ends is None):
        return None
    return starts.first, ends.last if ends and ends.is_known else None


def period_text(starts, ends):
    """Print a period of which only proven ends are given."""
    return range_text(starts or HonestDate(), ends, ongoing=True)


def by_city(goal, events, overview, draft=NO_DRAFT):
    """List what was done for a goal in the partner cities that share it.

    Each with the city, its rows, what all of them come to, its own words and the number of its
    events; `events` are the `Newest` that serve the goal. A city that does not share the goal is
    listed only for an event that would stand nowhere else.
    """
    relationships = RelationshipGoal.objects.filter(goal=goal).select_related("city__entry")
    own_goals = {own.city_id: own for own in relationships}
    if draft.is_of(City):
        own_goals[draft.root.pk] = next(
            (own for own in draft.parts(draft.root, relationships) if own.goal_id == goal.pk), None
        )
    sharing = {pk for pk, own in own_goals.items() if own}
    printed = _under_cities(events.past, sharing)
    all_past = _under_cities(events.all_past, sharing)
    groups = []
    for city in overview.partners:
        done, every = printed.get(city.pk, []), all_past.get(city.pk, [])
        if every or city.pk in sharing:
            groups.append(
                {
                    "city": city,
                    # An event of two cities stands twice on the page.
                    "anchor_prefix": f"{city.slug}-",
                    "rows": timeline.rows(done, overview.home),
                    "tally": figures.tally(every, city=city.slug, goal=goal.slug),
                    "count": len(every),
                    "relationship_goal": own_goals.get(city.pk),
                }
            )
    return groups


def _under_cities(events, sharing):
    """Map the keys of cities to the events that stand under them, in their order."""
    found = {}
    for event in events:
        cities = [city.pk for city in event.shown_cities]
        # Under those that share the goal; where none does it would stand nowhere.
        for pk in [pk for pk in cities if pk in sharing] or cities:
            found.setdefault(pk, []).append(event)
    return found


def shared_by(groups):
    """Say which cities share the goal whose page has these groups; "" if none does."""
    names = [localized(group["city"], "name") for group in groups if group["relationship_goal"]]
    if not names:
        return ""
    return _("Shared with %(cities)s.") % {"cities": in_a_sentence(names)}
