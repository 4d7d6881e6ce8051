"""How the relationship with a city evolved: its stages, its goals, its events and who met.

The same facts three times: in sentences, in a drawing and in a table. What was called off and what
is only announced does not count, a number that is not known is not zero, and the time since the
last event is never called a silence.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.dates.honest_date import HonestDate, Qualifier, Unit, range_text, since_text
from cities.drawing.evolution import Strip, columns, runs, strip
from cities.drawing.year_scale import YearScale
from cities.history import figures, timeline
from cities.history.events import by_goal
from cities.history.filters import label_of
from cities.history.people_met import people_of
from editorial.text import formats, languages
from editorial.text.localized import Text, localized


@dataclass(frozen=True)
class Row:
    """A row of the drawing: what it is of, when in words, and its strip of years."""

    name: Text
    said: str
    strip: Strip


@dataclass(frozen=True)
class Columns:
    """A row of columns, one a decade, and what they say in words."""

    name: str
    said: str
    columns: tuple


@dataclass(frozen=True)
class Evolution:
    """What a city's page shows; `rows` and `columns` are empty where there is too little to draw.

    `headings` and `table` hold the same in a table, a row for each decade.
    """

    sentences: list
    headings: list
    table: list
    decades: tuple = ()
    stages: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    columns: list = field(default_factory=list)


def evolution(city, own_goals, events, years, today):
    """Tell how the relationship with a city evolved; None if nothing of it is dated.

    `own_goals` are those of `goals.of_relationship`, `events` the past ones of the city, which may
    be bare, `years` the first and last year of the drawing.
    """
    done = [event for event in timeline.dated(events) if figures.took_place(event)]
    if not done:
        return None
    stages, goals = _stages(city), _by_first_year(_goals(own_goals, done))
    by_decade = _by_decade(done, stages)
    people = {decade: people_of(found) for decade, found in by_decade.items()}
    told = Evolution(
        sentences=_sentences(done, by_decade, goals),
        headings=[
            _("Decade"),
            _("Stage"),
            _("Events"),
            *(str(goal["name"]) for goal in goals),
            _("Guests and travelers"),
        ],
        table=[
            [
                label_of(decade),
                languages.listed(_begun_in(decade, stages)),
                formats.number(len(found)),
                *map(formats.number, _serving(found, goals)),
                _with_coverage(people[decade]),
            ]
            for decade, found in sorted(by_decade.items())
        ],
    )
    if len(done) < timeline.EVENTS_FOR_A_LINE:
        return told
    return _drawn(told, stages, goals, by_decade, people, YearScale(*years), today)


# --- What is on record ------------------------------------------------------------------------


def _stages(city):
    """List each stage with its name, its start, and the start of the one that followed."""
    found = [stage for stage in city.stages.all() if stage.starts.is_known]
    return [
        {
            "name": Text(stage.get_stage_display(), languages.current()),
            "starts": stage.starts,
            "until": following.starts if following else HonestDate(),
        }
        for stage, following in pairwise([*found, None])
    ]


def _goals(own_goals, done):
    served = by_goal(done)
    return [
        {
            "goal": own["goal"],
            "name": localized(own["goal"], "name"),
            "serving": served.get(own["goal"].pk, []),
            "lasted": own["lasted"],
        }
        for own in own_goals
    ]


def _by_first_year(goals):
    """Sort goals as the record first shows them; those that it does not show stand last."""
    return sorted(goals, key=lambda goal: goal["serving"][0].start if goal["serving"] else date.max)


def _serving(events, goals):
    """Count the events that serve each of the goals."""
    served = by_goal(events)
    return [len(served.get(goal["goal"].pk, [])) for goal in goals]


def _by_decade(done, stages):
    """Group events by the first years of their decades, with all from the first to the last.

    A decade in which a stage began stands among them before and after the events as well.
    """
    starts = [_decade_of(event.start) for event in done]
    marked = [*starts, *(_decade_of(stage["starts"].first) for stage in stages)]
    found = {decade: [] for decade in range(min(marked), max(marked) + 1, 10)}
    for event, decade in zip(done, starts, strict=True):
        found[decade].append(event)
    return found


def _decade_of(day):
    return day.year // 10 * 10


def _begun_in(decade, stages):
    return [
        f"{stage['name']} ({stage['starts'].text()})"
        for stage in stages
        if _decade_of(stage["starts"].first) == decade
    ]


# --- In words ---------------------------------------------------------------------------------


def _sentences(done, by_decade, goals):
    return [
        sentence
        for sentence in (
            _all(done),
            _busiest(by_decade),
            _longest_gap(done),
            _order_of(goals),
            _met(done),
        )
        if sentence
    ]


def _all(done):
    words = ngettext(
        "The record has %(count)s dated event that took place: %(period)s.",
        "The record has %(count)s dated events that took place: %(period)s.",
        len(done),
    )
    return words % {"count": formats.number(len(done)), "period": figures.period_of(done)}


def _busiest(by_decade):
    """Name the decade with the most events; "" where several have as many, or there is one."""
    counts = Counter({decade: len(found) for decade, found in by_decade.items() if found})
    if len(counts) < 2:
        return ""
    (decade, most), (_second, next_most) = counts.most_common(2)
    if most == next_most:
        return ""
    words = ngettext(
        "The decade with the most of them: %(decade)s, %(count)s event.",
        "The decade with the most of them: %(decade)s, %(count)s events.",
        most,
    )
    return words % {
        "decade": HonestDate(date(decade, 1, 1), Unit.DECADE).text(),
        "count": formats.number(most),
    }


def _longest_gap(done):
    """Name the longest time between two events; "" where it is too short or the record too thin."""
    if len(done) < timeline.EVENTS_FOR_A_LINE:
        return ""
    longest, last = (0, None), None
    for event in done:
        first = event.starts.first.year
        if last is not None and first - last > longest[0]:
            longest = (first - last, (last + 1, first - 1))
        end = event.ends if event.ends.is_known else event.starts
        last = max(last or 0, end.last.year)
    if longest[0] <= timeline.SILENCE_YEARS:
        return ""
    words = _("The longest time between two of them for which we know of no event: %(period)s.")
    return words % {"period": _years(*longest[1])}


def _order_of(goals):
    """List the goals in the order in which an event shows them first; "" without any."""
    shown = [goal for goal in goals if goal["serving"]]
    if not shown:
        return ""
    named = [
        _("%(goal)s (%(year)s)")
        % {"goal": goal["name"], "year": goal["serving"][0].starts.to_the_year().text()}
        for goal in shown
    ]
    words = ngettext(
        "The goal that they served, and the year in which the record shows it first: %(goals)s.",
        "The goals that they served, and the year in which the record shows each first: %(goals)s.",
        len(named),
    )
    return words % {"goals": languages.listed(named)}


def _met(done):
    people = people_of(done)
    if people.number is None:
        return ""
    words = ngettext(
        "Guests and travelers: %(people)s, known for %(known)s of %(total)s event.",
        "Guests and travelers: %(people)s, known for %(known)s of %(total)s events.",
        people.total,
    )
    numbers = {"known": formats.number(people.known), "total": formats.number(people.total)}
    return words % {"people": people.text, **numbers}


def _with_coverage(people):
    if people.number is None or people.known == people.total:
        return people.text
    words = ngettext(
        "%(figure)s, known for %(known)s of %(total)s event",
        "%(figure)s, known for %(known)s of %(total)s events",
        people.total,
    )
    return words % {"figure": people.text, "known": people.known, "total": people.total}


def _years(first, last, qualifier=Qualifier.EXACT):
    start = HonestDate(date(first, 1, 1), Unit.YEAR, qualifier)
    return range_text(start, HonestDate(date(last, 1, 1), Unit.YEAR, qualifier))


# --- Drawn ------------------------------------------------------------------------------------


def _drawn(told, stages, goals, by_decade, people, scale, today):
    counts = {decade: len(found) for decade, found in by_decade.items() if found}
    sizes = {decade: (count, True) for decade, count in counts.items()}
    both = [Columns(_("Events by decade"), _each_said(counts), columns(sizes, scale))]
    said = {decade: each.text for decade, each in people.items() if each.number is not None}
    if said:
        met = {decade: (each.number, not each.is_estimated) for decade, each in people.items()}
        name = _("Guests and travelers by decade, where a number is known")
        both.append(Columns(name, _each_said(said), columns(met, scale)))
    return Evolution(
        told.sentences,
        told.headings,
        told.table,
        decades=scale.decades(),
        stages=[_stage_row(stage, scale, today) for stage in stages],
        rows=[_goal_row(goal, scale, today) for goal in goals if goal["serving"]],
        columns=both,
    )


def _stage_row(stage, scale, today):
    starts, until = stage["starts"], stage["until"]
    said = range_text(starts, until) if until.is_known else since_text(starts)
    lasted = (starts.first, until.last if until.is_known else today)
    return Row(stage["name"], said, strip([], scale, lasted))


def _goal_row(goal, scale, today):
    found = runs((event.starts, event.ends) for event in goal["serving"])
    lasted = goal["lasted"] and (goal["lasted"][0], goal["lasted"][1] or today)
    said = [
        _years(run.first_year, run.last_year, Qualifier.EXACT if run.is_sure else Qualifier.ABOUT)
        for run in found
    ]
    return Row(goal["name"], languages.listed(said), strip(found, scale, lasted))


def _each_said(values):
    return languages.listed(
        _("%(decade)s: %(count)s") % {"decade": label_of(decade), "count": value}
        for decade, value in sorted(values.items())
    )
