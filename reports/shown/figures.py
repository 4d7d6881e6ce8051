"""The figures of a report line by line, each with the events that it was counted from."""

from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from cities.dates.honest_date import HonestDate
from cities.history import counted as history
from cities.models import Figure
from editorial.text import languages
from editorial.text.localized import localized
from reports.counting import words
from reports.counting.figures import Counted, adds_up_others, changes
from reports.drawing.bars import Cells, cells
from reports.shown.numbered import References


@dataclass(frozen=True)
class Line:
    """A figure in words, the cells of its events where it is known for some only, and these."""

    text: str
    references: References
    cells: Cells | None = None


@dataclass(frozen=True)
class Lines:
    """The figures of a city or of the program: of events, of goals, of what events gave.

    `unknown` names in words what no event gives; "" where everything is known.
    """

    events: list
    goals: list
    sums: list
    unknown: str = ""
    undated: References = field(default_factory=References)
    continued: References = field(default_factory=References)


@dataclass(frozen=True)
class Correction:
    """What a later count changed, in words, and when it was made."""

    counted: object
    changed: list


def lines(counts, numbered, goals, **chosen):
    """Return the `Lines` of figures; `counts` are those of a city or of the program.

    `goals` are all that are public; `chosen` filters the history to the events of these figures,
    for what has too many to be numbered.
    """
    known = [each for each in counts.sums if each.number is not None]
    unknown = [words.label(each) for each in counts.sums if each.number is None]
    names, slugs = goal_names(goals), {goal.entry_id: goal.slug for goal in goals}

    def line(each):
        return _line(each, numbered, names, _history(each, slugs, chosen))

    return Lines(
        [line(each) for each in counts.counted if _is_of_events(each, counts)],
        [line(each) for each in counts.goals if each.number],
        [line(each) for each in known + _head_count(counts)],
        languages.listed(unknown),
        numbered.references(counts.undated),
        numbered.references(counts.continued),
    )


def _is_of_events(each, counts):
    """Return whether it counts events by their kind, or says more than these do one by one."""
    if each.is_figure or each.goal is not None or each.key in {"events", "head_count"}:
        return False
    if not each.key.startswith("travel_"):
        return True
    visits = counts.get(each.key.replace("travel_", "visit_"))
    # Only the direction of visits is said by their kind; that of exchanges is not.
    return visits is None or visits.number != each.number


def _head_count(counts):
    """List the number of visits whose people are known, where that is not all of them."""
    found = counts.get("head_count")
    return [found] if found and found.known_for != found.total else []


def _history(each, slugs, chosen):
    """Return the address of the history with the events behind a figure; "" where it has none."""
    if each.goal is None:
        return history.address(each.key, **chosen)
    slug = slugs.get(each.goal)
    return history.address("events", **chosen, goal=slug) if slug else ""


def _line(counted, numbered, names, history_url):
    is_partly_known = counted.total > 1 and counted.known_for != counted.total
    return Line(
        phrase(counted, names),
        numbered.references(counted.events, history_url),
        cells(counted.known_for, counted.total) if is_partly_known else None,
    )


def phrase(counted, goal_names):
    """Say a figure in words, that of a goal with its name."""
    if counted.goal is None:
        return words.phrase(counted)
    return _("%(name)s: %(number)s") % {
        "name": goal_names.get(counted.goal, _("A goal that is not public any more")),
        "number": words.phrase(counted),
    }


def corrections(counts, goal_names, city_names, *, in_public=False):
    """List what each later count of `(moment, YearFigures)` changed, the newest first.

    `city_names` are those of cities by the keys of their entries. Readers are told of what stands
    on the page: not of the last contact, which is for staff, nor of what other figures add up to.
    """
    found = []
    for (_before, old), (moment, new) in pairwise(counts):
        changed = [
            _("%(where)s: %(old)s → %(new)s")
            % {
                "where": city_names.get(change.city, _("The program as a whole")),
                "old": _said(change.old, change.new, goal_names),
                "new": _said(change.new, change.old, goal_names),
            }
            for change in changes(old, new)
            if _is_news(change) and not (in_public and _is_for_staff(change.key))
        ]
        if changed:
            found.append(Correction(moment, changed))
    return found[::-1]


def _is_news(change):
    """Return whether a reader sees another number or date; what is not known is none."""
    sides = (change.old, change.new)
    numbers = [each.number for each in sides if isinstance(each, Counted)]
    return not change.is_only_of_events and (not numbers or any(n is not None for n in numbers))


def _is_for_staff(key):
    return key == "last_contact" or adds_up_others(key)


def _said(each, other, goal_names):
    if isinstance(each, Counted):
        return phrase(each, goal_names)
    if isinstance(other, Counted):
        return _("nothing")
    when = HonestDate.parse(each).text() if each else _("nothing")
    return _("last contact: %(date)s") % {"date": when}


def goal_names(goals):
    """Return the names of goals by the keys of their entries."""
    return {goal.entry_id: str(localized(goal, "name")) for goal in goals}


def measures(figures):
    """List the keys of which a number is known anywhere, in their order."""
    every = [each for counts in (figures, *figures.cities) for each in counts.sums]
    known = {each.key for each in every if each.number is not None}
    return [kind for kind in Figure.Kind.values if kind in known]
