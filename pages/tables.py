"""Tables as text: a line a row, " | " between cells, the headings in the first row.

That can be typed, and read by whoever translates it; what is copied from a spreadsheet, with tabs
between the cells, is brought to the same form.
"""

import csv
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

BETWEEN = " | "
MOST_ROWS = 200
MOST_COLUMNS = 12


class Table(NamedTuple):
    """A table: its headings, and rows of as many cells."""

    headings: list
    rows: list


def parse(text):
    """Return the `Table` that a stored text holds; None for no text."""
    lines = [_cells(line) for line in text.splitlines() if line.strip(" |")]
    if not lines:
        return None
    width = max(map(len, lines))
    filled = [[*line, *[""] * (width - len(line))] for line in lines]
    return Table(filled[0], filled[1:])


def tidy(text):
    """Bring what was typed or pasted into the form in which it is stored."""
    if "\t" in text:
        found = csv.reader(text.splitlines(keepends=True), delimiter="\t")
        rows = [[" ".join(cell.replace("|", "/").split()) for cell in row] for row in found]
    else:
        rows = [_cells(line) for line in text.splitlines()]
    return "\n".join(BETWEEN.join(row).strip() for row in rows if any(row))


def _cells(line):
    return [" ".join(cell.split()) for cell in line.split("|")]


def check(text):
    """Raise ValidationError for what makes no table, in words that name the row."""
    table = parse(text)
    if table is None:
        return
    lines = [_cells(line) for line in text.splitlines() if line.strip(" |")]
    width = len(lines[0])
    if not 2 <= width <= MOST_COLUMNS or len(lines) > MOST_ROWS or len(lines) < 2:
        raise ValidationError(
            _("A table has 2 to %(columns)s columns, a row of headings, and up to %(rows)s rows.")
            % {"columns": MOST_COLUMNS, "rows": MOST_ROWS - 1},
            code="no_table",
        )
    if not all(lines[0][1:]):
        raise ValidationError(
            _("Give every column a heading in the first row; only the first may do without."),
            code="no_heading",
        )
    for number, line in enumerate(lines, 1):
        if len(line) > width:
            raise ValidationError(
                _("Row %(number)s has %(cells)s cells, the row of headings %(width)s.")
                % {"number": number, "cells": len(line), "width": width},
                code="too_many_cells",
            )


class TableWidget(forms.Textarea):
    """A field for a table, with the table as it will be read below it."""

    template_name = "admin/widgets/table.html"

    def get_context(self, name, value, attrs):
        """Read the table back."""
        context = super().get_context(name, value, attrs)
        context["widget"]["table"] = parse(value or "")
        return context


class TableFormField(forms.CharField):
    """A table as text. Whatever it is given to edit with, the table is shown beside it."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "widget": TableWidget(attrs={"rows": 8})})

    def to_python(self, value):
        """Bring what was typed or pasted into its one form."""
        return tidy(super().to_python(value))

    def validate(self, value):
        """Refuse what makes no table."""
        super().validate(value)
        check(value)


class TableField(models.TextField):
    """A table as text, in one language."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 20_000)
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "Copy the cells in a spreadsheet and paste them here. Or type: a line a row, | "
                "between the cells, the headings in the first row. Below you see it after saving."
            ),
        )
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        """Edit as text, with the table beside it."""
        return super().formfield(**{**kwargs, "form_class": TableFormField})
