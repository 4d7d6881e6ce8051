"""Submissions as a table for other programs: CSV, written line by line, or XLSX.

A few rows are sent at once; of many the worker makes a file (`records.kept_exports`). People's
words are made plain text: see `cells`.
"""

import tempfile

from django.db import transaction
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editorial.models import audit
from editorial.text import languages
from editorial.text.printed.cells import csv_head, csv_line, safe
from involvement.enums import AgeBand, Kind
from involvement.intake import questions
from involvement.models import Submission

FORMATS = [("csv", "CSV"), ("xlsx", "XLSX")]
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# So many rows are read at a time, and so many numbers stand in one line of the audit log.
CHUNK = 1000
# Excel holds no longer cell.
LONGEST_CELL = 32_767
_CUT = "…"


def response(submissions, form, *, by):
    """Answer with a file of what a query finds. `form` is a key of `FORMATS`.

    Every row stands in the audit log before the first byte leaves.
    """
    keys = noted(found_by(submissions), form, by)
    if form == "xlsx":
        file = xlsx_file(keys)
        return file_response(file, form)
    return StreamingHttpResponse(
        # In the language of the person who asks, also for what is written later.
        csv_lines(keys, _columns()),
        content_type=_KINDS[form],
        headers={"Content-Disposition": f'attachment; filename="{_file_name(form)}"'},
    )


def file_response(file, form):
    """Answer with a file that is open at its beginning."""
    return FileResponse(
        file, as_attachment=True, filename=_file_name(form), content_type=_KINDS[form]
    )


def _file_name(form):
    return f"submissions-{timezone.localdate():%Y-%m-%d}.{form}"


def write(keys, form, file):
    """Write the table of these submissions into a file, in the language that is active."""
    if form == "xlsx":
        _write_xlsx(keys, file)
    else:
        file.writelines(csv_lines(keys, _columns()))


def csv_lines(keys, columns):
    """Write the table as UTF-8 lines with a byte order mark, by which Excel knows the letters."""
    yield csv_head(_headings(columns))
    for rows in _tables(keys, columns):
        yield "".join(map(csv_line, rows)).encode()


def xlsx_file(keys):
    """Write the table into a temporary file; return it, open at its beginning."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    _write_xlsx(keys, file)
    file.seek(0)
    return file


def _write_xlsx(keys, file):
    # Ten megabytes that only the process which exports needs.
    from xlsxwriter import Workbook

    columns = _columns()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with (
        tempfile.TemporaryDirectory() as folder,
        Workbook(file, {**options, "tmpdir": folder}) as book,
    ):
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, _headings(columns))
        number = 1
        for rows in _tables(keys, columns):
            for row in rows:
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(number, column, _fit(text))
                number += 1


def _columns():
    """Return the headings of the table, each with the function for a submission's cell."""
    # Looked up once: a lazy text asks anew for the language each time.
    states, kinds, ages = (
        {value: str(words) for value, words in choices}
        for choices in (Submission.State.choices, Kind.choices, AgeBand.choices)
    )
    consent = {True: _("yes"), False: _("no")}
    return [
        (_("Number"), lambda row: row.reference),
        (_("Received"), lambda row: _moment(row.received_at)),
        (_("State"), lambda row: states[row.state]),
        (_("Kind"), lambda row: kinds[row.kind]),
        (_("City"), lambda row: row.city.label if row.city else ""),
        (_("Goal"), lambda row: row.goal.label if row.goal else ""),
        (_("Language of the answer"), lambda row: languages.own_name(row.language)),
        (_("Form was in"), lambda row: languages.own_name(row.written_in)),
        (_("Age"), lambda row: ages[row.age_band]),
        (pgettext("of a person", "Name"), lambda row: row.name),
        (_("Email"), lambda row: row.email),
        (_("Phone"), lambda row: row.phone),
        (_("Message"), lambda row: row.message),
        (_("Details"), _details),
        (_("May be shown publicly"), lambda row: consent[row.may_be_shown]),
        (_("Email of the guardian"), lambda row: row.guardian_email),
        (_("Confirmed by a guardian"), lambda row: _moment(row.guardian_confirmed_at)),
        (_("Answer by"), lambda row: row.answer_by.isoformat()),
        (_("First answered"), lambda row: _moment(row.answered_at)),
        (_("Closed"), lambda row: _moment(row.closed_at)),
        (_("Last activity"), lambda row: _moment(row.last_activity_at)),
        (_("Assigned to"), lambda row: row.assigned_to.get_username() if row.assigned_to else ""),
        (_("Reason for the hold"), lambda row: row.hold_reason),
    ]


def _headings(columns):
    return [heading for heading, _cell in columns]


def _tables(keys, columns):
    """Read the submissions some at a time; return each time the rows of cells, made safe."""
    for start in range(0, len(keys), CHUNK):
        chunk = _read(keys[start : start + CHUNK])
        yield [[safe(cell(row)) for _heading, cell in columns] for row in chunk]


def _read(keys):
    found = (
        Submission.objects.readable()
        .filter(pk__in=keys)
        .prefetch_related("city", "goal", "assigned_to")
        .in_bulk()
    )
    # Erased in the meantime: it is left out.
    return [found[key] for key in keys if key in found]


def found_by(submissions):
    """Return the pairs (key, number) of what a query finds, in its order."""
    return list(submissions.values_list("pk", "reference"))


@transaction.atomic
def noted(pairs, form, by):
    """Write down whose data is exported; return the keys."""
    for start in range(0, len(pairs), CHUNK):
        references = [reference for _key, reference in pairs[start : start + CHUNK]]
        last = start + len(references)
        audit.record(
            audit.AuditEntry.Action.EXPORTED,
            Submission,
            references,
            by=by,
            note=f"{form}, {start + 1} to {last} of {len(pairs)}",
        )
    return [key for key, _reference in pairs]


def _details(row):
    return "\n".join(f"{label}: {value}" for label, value in questions.labelled(row))


def _moment(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def _fit(text):
    # XML cannot hold these two; Excel would call the whole file broken.
    text = text.replace("\ufffe", "").replace("\uffff", "")
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + _CUT
