"""The figures that awards for sister cities ask for, of a year or a span of years, on one sheet.

Exchanges and travelers in both directions and how many of them are young, events and the people
there, volunteers and their hours, partner organizations, money. Every number comes from the record;
where it gives none, the sheet says so.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from editorial.text import formats
from editorial.text.printed.cells import csv_head, csv_line, safe
from reports.counting import words

YOUNG = "young"


@dataclass(frozen=True)
class Cell:
    """A number in words, what else is known of it, and the keys of the events behind it.

    `text` is "" where no event on record could give one.
    """

    text: str
    note: str = ""
    events: tuple = ()


@dataclass(frozen=True)
class Row:
    """A figure with its `cells`: of the program first, then of each city."""

    key: str
    label: str
    cells: list

    @property
    def events(self):
        """List the keys of the events behind the figure of the program."""
        return self.cells[0].events


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    label: str
    rows: list


def sheet(figures):
    """Return the `Group`s of a sheet: columns are the program and `figures.cities`."""
    counts = [figures, *figures.cities]
    return [
        Group(label, [row for key in keys for row in _rows(key, counts)])
        for label, keys in _groups()
    ]


def _groups():
    return [
        (
            _("Exchanges and travelers"),
            ["travel_here", "guests", "travel_there", "travelers", "travel_both", "travel_unknown"],
        ),
        (_("Events and people"), ["events", "attendance"]),
        (_("Volunteers"), ["volunteers", "hours"]),
        (_("Partners"), ["organizations"]),
        (_("Money"), ["public_money", "private_money", "in_kind"]),
    ]


def _rows(key, counts):
    found = [each.get(key) for each in counts]
    rows = [Row(key, words.label_of(key), [_cell(each) for each in found])]
    if key in ("guests", "travelers"):
        rows.append(Row(f"{key}_{YOUNG}", _("of them young people"), [_young(e) for e in found]))
    return rows


def _cell(counted):
    if counted is None:
        return Cell("")
    return Cell(words.number(counted), _coverage(counted), counted.events)


def _young(counted):
    if counted is None:
        return Cell("")
    if counted.young is None:
        return Cell(pgettext("a number", "not known"))
    return Cell(formats.number(counted.young), _coverage(counted), counted.events)


def _coverage(counted):
    """Say of how many events a sum is known, where not of all; short, for a cell."""
    if not counted.is_figure or counted.number is None or counted.known_for == counted.total:
        return ""
    text = ngettext(
        "known for %(known)s of %(total)s event",
        "known for %(known)s of %(total)s events",
        counted.total,
    )
    return text % {"known": counted.known_for, "total": counted.total}


# --- As a file ----------------------------------------------------------------------------------


def as_csv(figures, names):
    """Write the sheet for spreadsheets, as bytes, a line for each figure of each column.

    `names` are those of the program and of the cities, in the order of the columns.
    """
    head = [
        _("Group"),
        _("Figure"),
        _("City"),
        pgettext("how many", "number"),
        _("of them young people"),
        _("How it is known"),
        _("Known for"),
        _("Of events"),
    ]
    counts = [figures, *figures.cities]
    lines = [
        [group, words.label_of(key), name, *_values(each.get(key))]
        for group, keys in _groups()
        for key in keys
        for name, each in zip(names, counts, strict=True)
    ]
    return csv_head(head) + b"".join(
        csv_line([safe(cell) if isinstance(cell, str) else cell for cell in line]).encode()
        for line in lines
    )


def _values(counted):
    if counted is None:
        return ["", "", "", "", ""]
    known = words.known_in_words(counted)
    numbers = [counted.number, counted.young]
    return [*("" if each is None else each for each in numbers), known, counted.known_for,
            counted.total]  # fmt: skip
