"""The figures of events in words, and what can be counted over several of them.

A figure that is not known is never counted as zero: each sum says of how many events it speaks.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.dates.honest_date import range_text
from cities.history import counted
from cities.models import Figure
from editorial.text import formats

Kind, Known = Figure.Kind, Figure.Known


@dataclass(frozen=True)
class FigureText:
    """A figure of one event in words; the citation `source` gives it where there are several."""

    text: str
    source: object


@dataclass(frozen=True)
class Phrase:
    """What was counted, in words; `url` leads to the events that it was counted from."""

    text: str
    url: str


@dataclass(frozen=True)
class Tally:
    """What events come to: the phrases, and the period from the first to the last; "" undated."""

    period: str
    phrases: list


def in_words(figures, citations):
    """List the `FigureText`s of one event, from its figures and its citations."""
    return [
        FigureText(
            figure_text(figure.kind, figure.known, figure.number, figure.young),
            figure.source_among(citations) if len(citations) > 1 else None,
        )
        for figure in figures
    ]


def tally(events, **chosen):
    """Count what events come to, or return None if none of them is known to have happened.

    The events were loaded by `with_details` or are bare, and lie behind us; `chosen` are the
    filters of the history that leave them. What was cancelled or postponed, and what only an
    announcement speaks of, is not counted.
    """
    done = [event for event in events if took_place(event)]
    if not done:
        return None
    told = [*_events_by_kind(done), *_sums(done)]
    phrases = [Phrase(text, counted.address(key, **chosen)) for key, text in told]
    return Tally(period_of(done), phrases)


def took_place(event):
    """Return whether the record has it as done: neither off nor merely announced."""
    return not event.is_off and not event.is_only_announced


def period_of(events):
    """Print the years from the first to the last of events; "" if none is dated."""
    dated = [event for event in events if event.starts.is_known]
    if not dated:
        return ""
    first = min((event.starts for event in dated), key=lambda honest: honest.first)
    ends = (event.ends if event.ends.is_known else event.starts for event in dated)
    last = max(ends, key=lambda honest: honest.last)
    return range_text(first.to_the_year(), last.to_the_year())


# --- Events -----------------------------------------------------------------------------------


def _events_by_kind(events):
    """List keys with phrases such as "2 agreements", "3 visits received", in order of the kinds."""
    counts = Counter(map(counted.key_of, events))
    return [(key, events_text(key, counts[key])) for key in _EVENTS if counts[key]]


def events_text(key, count):
    """Say how many events there are by `counted.key_of`: "2 agreements", "3 visits received"."""
    return _EVENTS[key](count) % {"count": count}


_EVENTS = {
    "agreement": lambda n: ngettext("%(count)s agreement", "%(count)s agreements", n),
    "visit_here": lambda n: ngettext("%(count)s visit received", "%(count)s visits received", n),
    "visit_there": lambda n: ngettext("%(count)s visit made", "%(count)s visits made", n),
    "visit_both": lambda n: ngettext("%(count)s visit both ways", "%(count)s visits both ways", n),
    "visit_unknown": lambda n: ngettext(
        "%(count)s visit, direction not known", "%(count)s visits, direction not known", n
    ),
    "student_exchange": lambda n: ngettext(
        "%(count)s student exchange", "%(count)s student exchanges", n
    ),
    "teacher_exchange": lambda n: ngettext(
        "%(count)s teacher exchange", "%(count)s teacher exchanges", n
    ),
    "employee_exchange": lambda n: ngettext(
        "%(count)s employee exchange", "%(count)s employee exchanges", n
    ),
    "culture": lambda n: ngettext("%(count)s cultural event", "%(count)s cultural events", n),
    "aid": lambda n: ngettext("%(count)s act of aid", "%(count)s acts of aid", n),
    "economy": lambda n: ngettext("%(count)s business event", "%(count)s business events", n),
    "gift": lambda n: ngettext("%(count)s gift", "%(count)s gifts", n),
    "anniversary": lambda n: ngettext("%(count)s anniversary", "%(count)s anniversaries", n),
    "status": lambda n: ngettext("%(count)s change of status", "%(count)s changes of status", n),
    "meeting": lambda n: ngettext("%(count)s meeting", "%(count)s meetings", n),
    "festival": lambda n: ngettext("%(count)s festival", "%(count)s festivals", n),
}


# --- Figures ----------------------------------------------------------------------------------


def _sums(events):
    """List keys with phrases such as "59 guests, known for 2 of 9 events"."""
    by_kind = {}
    for event in events:
        for figure in event.shown_figures:
            if figure.number is not None:
                by_kind.setdefault(figure.kind, []).append(figure)
    return [(kind, _sum(by_kind[kind], len(events))) for kind in Kind.values if kind in by_kind]


def _sum(figures, total):
    is_estimated = any(figure.known == Known.ESTIMATED for figure in figures)
    # Of some visits only, it would read as the young people of all.
    knows_young = all(figure.young is not None for figure in figures)
    text = figure_text(
        figures[0].kind,
        Known.ESTIMATED if is_estimated else Known.COUNTED,
        sum(figure.number for figure in figures),
        sum(figure.young for figure in figures) if knows_young else None,
    )
    return known_for(text, len(figures), total)


def known_for(text, known, total):
    """Add to a sum of how many events it speaks, unless it speaks of all of them."""
    if known == total:
        return text
    words = ngettext(
        "%(figure)s, known for %(known)s of %(total)s event",
        "%(figure)s, known for %(known)s of %(total)s events",
        total,
    )
    return words % {"figure": text, "known": known, "total": total}


def figure_text(kind, known, number, young):
    """Say a figure: "34 guests, 12 of them young"; `number` and `young` may be None."""
    if number is None:
        return _("%(figure)s: not known") % {"figure": Kind(kind).label}
    written = formats.money(number) if kind in Figure.MONEY else formats.number(number)
    text = _FIGURES[kind](number) % {"count": written}
    return estimated(with_young(text, young), known)


def with_young(text, young):
    """Add how many of a figure are young, where that is known."""
    if young is None:
        return text
    words = ngettext(
        "%(figure)s, %(young)s of them young", "%(figure)s, %(young)s of them young", young
    )
    return words % {"figure": text, "young": formats.number(young)}


def estimated(text, known):
    """Say of a figure that it is estimated, where it is."""
    return _("%(figure)s (estimated)") % {"figure": text} if known == Known.ESTIMATED else text


_FIGURES = {
    Kind.GUESTS: lambda n: ngettext("%(count)s guest", "%(count)s guests", n),
    Kind.TRAVELERS: lambda n: ngettext(
        "%(count)s traveler from here", "%(count)s travelers from here", n
    ),
    Kind.ATTENDANCE: lambda n: ngettext(
        "%(count)s person attended", "%(count)s people attended", n
    ),
    Kind.VOLUNTEERS: lambda n: ngettext("%(count)s volunteer", "%(count)s volunteers", n),
    Kind.HOURS: lambda n: ngettext(
        "%(count)s hour given by volunteers", "%(count)s hours given by volunteers", n
    ),
    Kind.ORGANIZATIONS: lambda n: ngettext(
        "%(count)s partner organization", "%(count)s partner organizations", n
    ),
    Kind.PUBLIC_MONEY: lambda n: _("%(count)s from the city’s budget"),
    Kind.PRIVATE_MONEY: lambda n: _("%(count)s of private money"),
    Kind.IN_KIND: lambda n: _("%(count)s in kind"),
}
