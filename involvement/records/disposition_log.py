"""The disposition log as a file for the records office, and what it is good for after a restore.

A backup brings back what was erased after it was made. The log of the database that was replaced
names these, so that they can be erased once more.
"""

import csv

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.text.printed.cells import BYTE_ORDER_MARK, csv_head, csv_line, safe
from involvement.enums import Kind
from involvement.errors import OnHoldError
from involvement.models import Disposition, Submission
from involvement.submissions import erasure


def kind_words(disposition):
    """Return what a line of the log was about; "–" for what nobody has read."""
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
        # Translators: who erased it
        _("By"),
    ]
    return _lines(head, kinds, reasons)


def _lines(head, kinds, reasons):
    yield csv_head(head)
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
        yield csv_line(map(safe, cells)).encode()


def erase_again(lines):
    """Erase what a log names and a restored database holds once more.

    `lines` are those of the file that `csv_lines` writes. Gives two lists of receipt numbers: of
    what was erased, and of what a hold keeps.
    """
    rows = csv.reader(line.removeprefix(BYTE_ORDER_MARK) for line in lines)
    references = [row[0] for row in rows if row]
    erased, held = [], []
    for reference in references:
        submission = Submission.objects.filter(reference=reference).first()
        if submission is None:
            continue
        try:
            erasure.erase(submission, reason=Disposition.Reason.ERASURE, note="after a restore")
        except OnHoldError:
            held.append(reference)
        else:
            erased.append(reference)
    return erased, held
