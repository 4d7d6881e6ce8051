"""What the record of a year comes to, beside the words of the office in the form of its report."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.functional import cached_property

from cities.dates.honest_date import HonestDate
from cities.models import City, Goal
from editorial.cache import kept
from editorial.models import Entry
from editorial.text import languages
from reports import fixing
from reports.admin.fields import event_links
from reports.counting import submissions, words
from reports.counting.year import count_year, today_at_home
from reports.shown.figures import phrase
from reports.shown.received import received

# So many events of a figure stand open; the others are folded.
MOST_OPEN = 12


@dataclass(frozen=True)
class Line:
    """A figure in words, with `(title, tag, address)` of its events: the first ones, and the rest.

    `gone` are not in the record any more.
    """

    text: str
    links: list
    rest: list
    gone: int = 0


@dataclass(frozen=True)
class Record:
    """What the record holds of a city, or of the program, in a year.

    `unknown` names what no event gives a number of; `vague` are events that may belong to the year.
    `last_contact` says when the last one was, where this year had none; `came_in` what people sent.
    """

    year: int
    lines: list = field(default_factory=list)
    unknown: str = ""
    vague: Line | None = None
    last_contact: str = ""
    came_in: list = field(default_factory=list)


class RecordPanel:
    """The figures of a report, read once for its whole form, when something asks for them.

    They are those that its page tells: fixed ones, once it is public.
    """

    def __init__(self, report, request):
        self.report = report
        self._request = request

    @cached_property
    def fixed(self):
        """Return what was fixed last, or None."""
        return fixing.newest(self.report)

    @cached_property
    def now(self):
        """Return what the record comes to today, counted once until something is published."""
        return kept.until_published(self._request, count_year, self.report.year, today_at_home())

    @cached_property
    def figures(self):
        """Return the `YearFigures` that the page tells."""
        return self.fixed.counted() if self.fixed else self.now

    @cached_property
    def is_behind(self):
        """Return whether the record says something else by now than the page."""
        return self.fixed is not None and self.fixed.counted() != self.now

    @cached_property
    def _entries(self):
        """Map the keys of the events, and of all goals, to their entries."""
        keys = {key for counts in self._all for each in counts.counted for key in each.events}
        keys |= {key for counts in self._all for key in counts.undated}
        keys |= set(Goal.objects.values_list("entry", flat=True))
        return Entry.objects.filter(deleted_at=None).in_bulk(keys)

    @property
    def _all(self):
        return (self.figures, *self.figures.cities)

    @cached_property
    def _entries_of_cities(self):
        return dict(City.objects.values_list("pk", "entry"))

    @cached_property
    def _goal_names(self):
        return {key: entry.label for key, entry in self._entries.items()}

    @cached_property
    def came_in(self):
        """List what the page tells of the form, in sentences that name nobody."""
        if self.fixed:
            return received(submissions.from_data(self.fixed.submissions))
        return received(submissions.came_in(self.report.year))

    def of_city(self, city):
        """Return the `Record` of a city by the key of its row."""
        key = self._entries_of_cities.get(city)
        found = (each for each in self.figures.cities if each.city == key)
        counts = next(found, None)
        if counts is None:
            return Record(self.report.year)
        contact = "" if counts.events else HonestDate.parse(counts.last_contact).text()
        return self._record(counts, contact)

    def of_program(self):
        """Return the `Record` of the program as a whole."""
        return self._record(self.figures, "", self.came_in)

    def _record(self, counts, last_contact, came_in=()):
        told = [each for each in counts.counted if each.number is not None]
        unknown = [words.label(each) for each in counts.sums if each.number is None]
        return Record(
            self.report.year,
            [self._line(phrase(each, self._goal_names), each.events) for each in told],
            languages.listed(unknown),
            self._line("", counts.undated) if counts.undated else None,
            last_contact,
            list(came_in),
        )

    def _line(self, text, keys):
        entries = [self._entries[key] for key in keys if key in self._entries]
        links = event_links(entries)
        gone = len(keys) - len(entries)
        return Line(text, links[:MOST_OPEN], links[MOST_OPEN:], gone)


def printed(record):
    """Print a `Record` for the form."""
    return render_to_string("admin/reports/record.html", {"record": record})
