"""Take out of names, addresses and numbers what nobody sees, so that searches find them.

What the code of later days does with new input must not change what this did: the rules stand here
once more, as they were.
"""

import re
import unicodedata

from django.db import migrations

_INVISIBLE = (
    "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_RUN = re.compile(f"[{_INVISIBLE}]+")
_JOINED = re.compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\ua8ff\ua900-\uabff\ufb50-\ufdff"
    "\ufe70-\ufefc\U00010d00-\U00011fff]"
)
_SIGNS = str.maketrans(
    dict.fromkeys("\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u301c\u30fc", "-")
    | dict.fromkeys("\u00b7\u2022\u2027\u2219\u22c5\u3002\u30fb", ".")
    | {"\u2044": "/", "\u2215": "/"}
)
_SHORT_DETAIL = 200


def _joiner(run):
    joiner = next((c for c in run[0] if c in "\u200c\u200d"), "")
    text, before, after = run.string, run.start() - 1, run.end()
    if not joiner or before < 0 or not _JOINED.match(text[before]):
        return ""
    if joiner == "\u200d" and unicodedata.combining(text[before]) == 9:
        return joiner
    if after >= len(text) or not _JOINED.match(text[after]):
        return ""
    is_word = all(unicodedata.category(text[place])[0] in "LM" for place in (before, after))
    return joiner if is_word else ""


def _name(text):
    return unicodedata.normalize("NFC", _RUN.sub(_joiner, text)).strip()


def _email(text):
    text = unicodedata.normalize("NFKC", _RUN.sub("", text))
    return text.replace("\u3002", ".").strip()


def _phone(text):
    text = unicodedata.normalize("NFKC", _RUN.sub("", text))
    digits = ((c, unicodedata.decimal(c, None)) for c in text)
    text = "".join(c if digit is None else str(digit) for c, digit in digits)
    return text.translate(_SIGNS).strip()


def _details(details):
    return {
        key: _name(value)
        if isinstance(value, str) and len(value) <= _SHORT_DETAIL and "\n" not in value
        else value
        for key, value in details.items()
    }


_CLEANERS = {
    "name": _name,
    "email": _email,
    "phone": _phone,
    "guardian_email": _email,
    "details": _details,
}


def clean_short_fields(apps, schema_editor):
    """Clean what is stored; what would be too long, or nothing, stays as it was."""
    submissions = apps.get_model("involvement", "Submission").objects
    longest = {"name": 200, "email": 254, "phone": 40, "guardian_email": 254}
    rows = submissions.only(*_CLEANERS).order_by("pk")
    for row in rows.iterator(chunk_size=1000):
        cleaned = {name: clean(getattr(row, name)) for name, clean in _CLEANERS.items()}
        changed = {
            name: value
            for name, value in cleaned.items()
            if value and value != getattr(row, name) and len(value) <= longest.get(name, 10**6)
        }
        if changed:
            submissions.filter(pk=row.pk).update(**changed)


class Migration(migrations.Migration):
    dependencies = [("involvement", "0001_first_version")]

    operations = [migrations.RunPython(clean_short_fields, migrations.RunPython.noop, elidable=False)]
