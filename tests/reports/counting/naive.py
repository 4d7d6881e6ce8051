"""Count a year once more, in the most simple-minded way: every row, one after the other.

It shares nothing with `reports.counting` but the models and the keys, so that the same mistake is
not made twice.
"""

import re

from cities.models import City, Event, Goal
from editorial.text import languages

TRAVEL = {"visit", "student_exchange", "teacher_exchange", "employee_exchange"}
FIGURES = [
    "guests",
    "travelers",
    "attendance",
    "volunteers",
    "hours",
    "organizations",
    "public_money",
    "private_money",
    "in_kind",
]


def recount(first, last, today):
    """Return `{(city or None, key): facts}` of some years; of all events where `first` is None.

    Facts are number, young, known, known for, total and the keys of the events.
    """
    events = [event for event in every_event() if counts(event, today)]
    if first is not None:
        wanted = set(range(first, last + 1))
        events = [event for event in events if wanted & set(sure_years(event))]
    begun = [event for event in events if first is None or first <= min(sure_years(event)) <= last]
    result = of_events(None, events, begun)
    for city in City.objects.all():
        if not city.is_home and is_public(city):
            own = [event for event in events if city in event.cities.all()]
            result |= of_events(city.entry_id, own, [event for event in own if event in begun])
    return result


def facts_of(figures):
    """Sort the `YearFigures` of the site as `recount` does."""
    parts = [(None, figures), *((city.city, city) for city in figures.cities)]
    return {
        (city, each.key): (
            each.number,
            each.young,
            each.known,
            each.known_for,
            each.total,
            set(each.events),
        )
        for city, counts in parts
        for each in counts.counted
    }


def every_event():
    return Event.objects.prefetch_related("cities", "goals", "citations", "figures")


def of_events(city, events, begun):
    found = {}

    def add(key, some):
        if some:
            keys = {event.entry_id for event in some}
            found[city, key] = (len(some), None, "counted", len(some), len(some), keys)

    add("events", events)
    for event in events:
        same = [each for each in events if each.kind == event.kind]
        same_way = [each for each in same if each.side == event.side]
        add(f"visit_{event.side}" if event.kind == "visit" else event.kind,
            same_way if event.kind == "visit" else same)  # fmt: skip
        if event.kind in TRAVEL:
            add(
                f"travel_{event.side}",
                [each for each in events if each.kind in TRAVEL and each.side == event.side],
            )
    for goal in Goal.objects.all():
        if is_public(goal):
            add(f"goal:{goal.entry_id}", [e for e in events if goal in e.goals.all()])
    traveled = [event for event in begun if event.kind in TRAVEL]
    if traveled:
        known = [event for event in traveled if has_heads(event)]
        keys = {event.entry_id for event in known}
        found[city, "head_count"] = (len(known), None, "counted", len(known), len(traveled), keys)
    if begun:
        for kind in FIGURES:
            found[city, kind] = summed(kind, begun)
    return found


def summed(kind, begun):
    number, young, known, known_for, keys, silent = 0, 0, "counted", 0, set(), set()
    for event in begun:
        for figure in event.figures.all():
            if figure.kind != kind:
                continue
            if figure.number is None:
                silent.add(event.entry_id)
                continue
            number += figure.number
            known_for += 1
            keys.add(event.entry_id)
            young = None if young is None or figure.young is None else young + figure.young
            if figure.known == "estimated":
                known = "estimated"
    if not known_for:
        return (None, None, "unknown", 0, len(begun), silent)
    return (number, young, known, known_for, len(begun), keys)


def has_heads(event):
    return any(
        figure.kind in ("guests", "travelers") and figure.number is not None
        for figure in event.figures.all()
    )


def counts(event, today):
    """Return whether an event is public, is over, and was not merely announced."""
    citations = list(event.citations.all())
    if citations and all(citation.kind == "announcement" for citation in citations):
        return False
    if event.cancelled or event.postponed_to is not None:
        return False
    return is_public(event) and not event.is_coming(today)


def is_public(row):
    return any(getattr(row, languages.column("live_at", code)) for code in languages.codes())


def sure_years(event):
    """List the years to which it surely belongs, read from the notation of its dates."""
    first = sure_year(event.starts.notation)
    if first is None:
        return []
    last = sure_year(event.ends.notation)
    return list(range(first, (last or first) + 1))


def sure_year(notation):
    if not notation or notation.startswith("by ") or re.fullmatch(r"(about )?\d{4}s", notation):
        return None
    if re.fullmatch(r"about \d{4}", notation) or re.search(r"\d{4}s", notation):
        return None
    years = {int(year) for year in re.findall(r"\d{4}", notation)}
    return years.pop() if len(years) == 1 else None
