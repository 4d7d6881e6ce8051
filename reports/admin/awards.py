"""The sheet for awards: staff choose the years, and print it or take it along as a file."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cities.models import City
from editorial.models import Entry
from editorial.staff.refusing import require
from editorial.text.localized import localized
from pages.models import SiteSettings
from reports.admin.fields import YearField, event_links
from reports.counting import awards
from reports.counting.year import count_years
from reports.models import Report

# So many events are linked under one figure of one city; the list of events has the others. No
# program of today has as many.
MOST_LINKS = 500


class SpanForm(forms.Form):
    """The first and the last year of a sheet."""

    error_css_class = "errors"

    first = YearField(label=gettext_lazy("From the year"))
    last = YearField(label=gettext_lazy("To the year"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self):
        """Refuse a span that ends before it begins, beside its end."""
        first, last = (self.cleaned_data.get(name) for name in ("first", "last"))
        if first and last and last < first:
            self.add_error("last", _("The last year is before the first."))


@dataclass(frozen=True)
class Behind:
    """The events behind one cell: links as `(title, tag, address)`, and how many are left out."""

    anchor: str
    name: str
    links: list
    more: int


@dataclass(frozen=True)
class Column:
    """A column of the sheet: the program, or a city; `key` is that of its entry."""

    key: int | str
    name: str


@require_safe
def page(request):
    """Show the sheet of the years that were asked for, by default those of last year."""
    _require(request)
    form = _form(request)
    context = {
        **admin.site.each_context(request),
        "title": _("Sheet for awards"),
        "form": form,
        "opts": Report._meta,
    }
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        figures = count_years(first, last)
        columns, groups = _columns(figures), awards.sheet(figures)
        context |= {
            "years": _span(first, last),
            "columns": columns,
            "groups": [_drawn(group, columns) for group in groups],
            "behind": _behind(groups, columns),
            "program": localized(SiteSettings.objects.current(), "program_name"),
            "file_url": f"{reverse('admin:reports_report_awards_file')}?first={first}&last={last}",
        }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/reports/awards.html", context, status=status)


@require_safe
def file(request):
    """Send the sheet as CSV."""
    _require(request)
    form = _form(request)
    if not form.is_valid():
        return page(request)
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    figures = count_years(first, last)
    names = [column.name for column in _columns(figures)]
    response = HttpResponse(awards.as_csv(figures, names), content_type="text/csv; charset=utf-8")
    name = f"awards-{first}-{last}.csv" if last > first else f"awards-{first}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _require(request):
    require(request.user, "reports.view_report")


def _form(request):
    asked = {name: request.GET[name] for name in ("first", "last") if name in request.GET}
    year = timezone.localdate().year - 1
    return SpanForm(asked or {"first": year, "last": year})


def _span(first, last):
    if first == last:
        return f"{first}"
    return _("%(start)s to %(end)s") % {"start": first, "end": last}


def _columns(figures):
    cities = City.objects.in_bulk([each.city for each in figures.cities], field_name="entry_id")
    named = ((each.city, localized(cities[each.city], "name")) for each in figures.cities)
    return [
        Column("all", _("The program as a whole")),
        *(Column(key, str(name)) for key, name in named),
    ]


def _anchor(row, column):
    return f"{row.key}-{column.key}"


def _drawn(group, columns):
    """Return a group as the template prints it: each cell with the anchor of its events."""
    return {
        "label": group.label,
        "rows": [
            {
                "label": row.label,
                "cells": [
                    (cell, _anchor(row, column) if cell.events else "")
                    for cell, column in zip(row.cells, columns, strict=True)
                ],
            }
            for row in group.rows
        ],
    }


def _behind(groups, columns):
    """List the rows that rest on events, each with the `Behind` of its cells."""
    rows = [row for group in groups for row in group.rows if row.events]
    keys = {key for row in rows for cell in row.cells for key in cell.events[:MOST_LINKS]}
    entries = Entry.objects.filter(deleted_at=None).in_bulk(keys)
    return [
        {
            "label": row.label,
            "cells": [
                _behind_cell(_anchor(row, column), column.name, cell.events, entries)
                for cell, column in zip(row.cells, columns, strict=True)
                if cell.events
            ],
        }
        for row in rows
    ]


def _behind_cell(anchor, name, keys, entries):
    shown = [entries[key] for key in keys[:MOST_LINKS] if key in entries]
    return Behind(anchor, name, event_links(shown), len(keys) - len(shown))
