"""The disposition log as a file for the records office, and what it is good for after a restore.

A backup brings back what was erased after it was made. The log of the database that was replaced
names these, so that they can be erased once more.
"""

import csv

from django.utils import timezone
from django.utils.translation import gettext as _

from involvement.enums import Kind
from involvement.models import Disposition, Submission
from involvement.records.exports import safe
from involvement.submissions import erasure

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


def kind_words(disposition):
    """Say what a line of the log was about; "–" for what nobody has read."""
    return str(dict(Kind.choices).get(disposition.kind, "–"))


def csv_lines():
    """Write the whole log, the oldest first, as UTF-8 lines; the receipt number comes first."""
    # Looked up now: the lines are written when the language of the request is forgotten.
    reasons = {value: str(words) for value, words in Disposition.Reason.choices}
    kinds = {value: str(words) for value, words in Kind.choices}
    head = [
        _("Receipt number"),
        _("Kind"),
        _("Record series"),
        _("Kept for, in years"),
        _("Received"),
        _("Disposed of"),
        _("Reason"),
        _("By"),
    ]
    return _lines(head, kinds, reasons)


def _lines(head, kinds, reasons):
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield (_BYTE_ORDER_MARK + writer.writerow(head)).encode()
    for line in Disposition.objects.select_related("by").order_by("pk").iterator():
        cells = [
            line.reference,
            kinds.get(line.kind, ""),
            line.series,
            "" if line.retention_years is None else str(line.retention_years),
            line.received_on.isoformat(),
            f"{timezone.localtime(line.disposed_at):%Y-%m-%d %H:%M}",
            reasons[line.reason],
            line.by.get_username() if line.by else "",
        ]
        yield writer.writerow([safe(cell) for cell in cells]).encode()


def erase_again(lines):
    """Erase what a log names and a restored database holds once more.

    `lines` are those of the file that `csv_lines` writes. Gives two lists of receipt numbers: of
    what was erased, and of what a hold keeps.
    """
    rows = csv.reader(line.removeprefix(_BYTE_ORDER_MARK) for line in lines)
    references = [row[0] for row in rows if row]
    erased, held = [], []
    for reference in references:
        submission = Submission.objects.filter(reference=reference).first()
        if submission is None:
            continue
        try:
            erasure.erase(submission, reason=Disposition.Reason.ERASURE, note="after a restore")
        except erasure.OnHoldError:
            held.append(reference)
        else:
            erased.append(reference)
    return erased, held


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, text):
        """Return the line."""
        return text
