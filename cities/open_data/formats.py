"""The formats in which a page of a dataset is handed out: JSON, CSV, JSON-LD."""

import json

from django.conf import settings

from cities.open_data.linked import linked
from editorial.text import languages
from editorial.text.printed.cells import csv_head, csv_line, safe

FORMATS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonld": "application/ld+json",
}
# Between the texts of one cell.
_BETWEEN = " | "


def written(extension, head, dataset, rows, site):
    """Write rows of a `Dataset` in one of `FORMATS`, as bytes. `head` says what they are."""
    if extension == "csv":
        return _csv(dataset, rows, site)
    tables = [{field.name: field.value(row, site) for field in dataset.fields} for row in rows]
    if extension == "json":
        return _json(head | {"rows": tables})
    return _json(linked(head, dataset.name, tables))


def _json(data):
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(dataset, rows, site):
    tags = [languages.tag(code) for code in _csv_languages()]
    headings = []
    for field in dataset.fields:
        headings += [f"{field.name}_{tag}" for tag in tags] if field.is_words else [field.name]
    lines = [csv_head(headings)]
    for row in rows:
        cells = []
        for field in dataset.fields:
            value = field.value(row, site)
            cells += [_cell(value.get(tag)) for tag in tags] if field.is_words else [_cell(value)]
        lines.append(csv_line(cells).encode())
    return b"".join(lines)


def _csv_languages():
    """List the codes of the languages that have a column: all, so that none appears later."""
    return list(dict.fromkeys([*languages.codes(), settings.LANGUAGE_CODE]))


def _cell(value):
    """Return a cell: nothing for null, true or false, numbers as such; nested values as JSON."""
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = _BETWEEN.join(value)
    elif not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    return safe(value)
