"""What came in through the form in a year, as counts that name nobody.

What looks like spam is left out, and what a young person sent is until a guardian lets staff read
it. What was erased meanwhile is counted by the line that it left, whose language is not known.

Staff see all counts. In public no count below `FEWEST` is told, nor what leads to one: small
counts are put together with others until they hide each other, and a city has its total alone.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from statistics import median

from django.utils import timezone

from involvement.enums import Kind
from involvement.models import Disposition, Submission

FEWEST = 5
# In the place of a key: others together, or not known.
OTHERS = ""
_ERASED = (Disposition.Reason.RETENTION, Disposition.Reason.ERASURE)


@dataclass(frozen=True)
class CameIn:
    """What came in: pairs `(key, count)` of kinds and of languages, the most frequent first.

    `days` is the median number of days until the first answer, None without one.
    """

    total: int = 0
    kinds: tuple = ()
    languages: tuple = ()
    answered: int = 0
    days: float | None = None


@dataclass(frozen=True)
class Submissions:
    """What came in for the whole program, and as pairs `(key of the entry, CameIn)` by city."""

    program: CameIn
    cities: tuple = ()

    def of(self, city):
        """Return what came in about a city."""
        return dict(self.cities).get(city.entry_id, CameIn())

    def to_data(self):
        """Return plain data for JSON, from which `from_data` makes an equal object."""
        return asdict(self)


@dataclass(frozen=True)
class Told:
    """What the public is told. `total` is None for fewer than `FEWEST`, but not none at all.

    Pairs are as in `CameIn`; under `OTHERS` stand the rest of them together. `cities` are pairs of
    the key of an entry and a total.
    """

    total: int | None
    kinds: tuple = ()
    languages: tuple = ()
    days: float | None = None
    cities: tuple = ()


def from_data(data):
    """Return the `Submissions` of `to_data`; nothing came in where there is no data."""
    if not data:
        return Submissions(CameIn())
    cities = tuple((key, _read(found)) for key, found in data["cities"])
    return Submissions(_read(data["program"]), cities)


def _read(data):
    pairs = {name: tuple(map(tuple, data[name])) for name in ("kinds", "languages")}
    return CameIn(**{**data, **pairs})


# --- Counting -----------------------------------------------------------------------------------


def came_in(year):
    """Return the `Submissions` of a year, by the calendar of this place (two queries)."""
    begin, end = (
        timezone.make_aware(datetime.combine(date(each, 1, 1), time())) for each in (year, year + 1)
    )
    found = Submission.objects.readable().exclude(state=Submission.State.HELD)
    rows = list(
        found.filter(received_at__gte=begin, received_at__lt=end).values_list(
            "city_id", "kind", "language", "received_at", "answered_at"
        )
    )
    # A line without a kind is of something that nobody was to read.
    erased = Disposition.objects.filter(received_on__year=year, reason__in=_ERASED)
    kinds = erased.filter(kind__in=Kind.values).values_list("kind", flat=True)
    cities = sorted({city for city, *_rest in rows if city is not None})
    return Submissions(
        _counted(rows, list(kinds)),
        tuple((city, _counted([row for row in rows if row[0] == city])) for city in cities),
    )


def _counted(rows, erased=()):
    days = [
        (timezone.localdate(answered) - timezone.localdate(received)).days
        for *_rest, received, answered in rows
        if answered
    ]
    languages = [language for _city, _kind, language, *_rest in rows]
    return CameIn(
        len(rows) + len(erased),
        _pairs([*(kind for _city, kind, *_rest in rows), *erased], Kind.values),
        _pairs([*languages, *(OTHERS for _kind in erased)], sorted(set(languages))),
        len(days),
        median(days) if days else None,
    )


def _pairs(keys, order):
    """Count keys: the most frequent first, else in their order; what is not known comes last."""
    counts = Counter(keys)
    known = [key for key in order if key in counts]
    known.sort(key=lambda key: -counts[key])
    return tuple((key, counts[key]) for key in [*known, *({OTHERS} & counts.keys())])


# --- In public ----------------------------------------------------------------------------------


def told(submissions):
    """Return what the public is told, as `Told`."""
    found = submissions.program
    if found.total < FEWEST:
        return Told(None if found.total else 0)
    by_city = tuple((key, of_city.total) for key, of_city in submissions.cities)
    elsewhere = found.total - sum(number for _key, number in by_city)
    return Told(
        found.total,
        _hiding(found.kinds),
        _hiding(found.languages),
        found.days if found.answered >= FEWEST else None,
        tuple(pair for pair in _hiding((*by_city, (OTHERS, elsewhere))) if pair[0] != OTHERS),
    )


def _hiding(pairs):
    """Put small counts together with the next larger ones, until none of them can be told.

    The pairs add up to the total, which is told as well: one small count alone would follow from
    it. None is told where all of them are needed to hide one.
    """
    pairs = [(key, number) for key, number in pairs if number]
    large = [(key, number) for key, number in pairs if number >= FEWEST and key != OTHERS]
    small = [(key, number) for key, number in pairs if number < FEWEST or key == OTHERS]
    large.sort(key=lambda pair: -pair[1])
    while small and large and not _is_hidden(small):
        small.append(large.pop())
    if not large:
        return ()
    rest = sum(number for _key, number in small)
    return (*large, (OTHERS, rest)) if rest else tuple(large)


def _is_hidden(small):
    """Return whether these may be told together: several, or many of which nothing is known."""
    together = sum(number for _key, number in small)
    return together >= FEWEST and (len(small) > 1 or small[0][0] == OTHERS)
