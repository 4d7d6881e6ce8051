"""Tries that were held back without a look: counted, so that the audit log comes to tell all.

A line for each would let somebody fill the disk. So the first, the tenth, the hundredth … have one,
and the last number has one once a further try is looked at, or after a day. What found no room to
be looked at is counted for a day.
"""

from accounts.models import HeldBack
from accounts.sign_in import history


def count(key, now, references, note):
    """Count one more; `note` has braces for the number. The caller holds the lock of this key."""
    row, _is_new = HeldBack.objects.get_or_create(
        key=key, defaults={"since": now, "references": references, "note": note}
    )
    row.number += 1
    row.save(update_fields=["number"])
    if _has_a_line(row.number):
        _tell(row)


def tell_rest(keys):
    """Write how many there were in the end; a further try is being looked at now."""
    _end(HeldBack.objects.filter(key__in=keys))


def forget(before):
    """Do so for what began to be held back before a time."""
    _end(HeldBack.objects.filter(since__lt=before))


def _end(rows):
    for row in rows:
        if not _has_a_line(row.number):
            _tell(row)
        row.delete()


def _tell(row):
    history.refused_again(row.references, row.note.format(row.number))


def _has_a_line(number):
    """Return whether it is the first, the tenth, the hundredth …"""
    return str(number).strip("0") == "1"
