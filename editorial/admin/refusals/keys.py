"""Keys of rows in the addresses of the admin.

`str.isdigit()` takes "²", `int()` takes "٣" and "1_0", and neither minds thirty digits, which no
database holds. So one rule stands before every view: what cannot be a key leads nowhere.
"""

import re

# What the patterns of the admin call a key; other parts of an address are words.
NAMES = frozenset({"act_pk", "content_type_id", "entry_pk", "id", "key", "object_id"})

_DIGITS = re.compile(r"[0-9]{1,19}")
_LARGEST = 2**63 - 1


def is_key(value):
    """Return whether this may be the key of a row: ASCII digits of a number that SQL can hold."""
    text = str(value)
    return bool(_DIGITS.fullmatch(text)) and int(text) <= _LARGEST


def are_keys(parts):
    """Return whether all parts of an address that name a row may do so; `parts` are by name."""
    return all(is_key(value) for name, value in parts.items() if name in NAMES)


def initial(model, values):
    """Return what an add form begins with, as its address says it, without keys that are none."""
    related = {field.name: field for field in model._meta.get_fields() if field.related_model}
    kept = {}
    for name, value in values.items():
        if name not in related:
            kept[name] = value
        elif isinstance(value, list):
            kept[name] = [key for key in value if is_key(key)]
        elif is_key(value):
            kept[name] = value
    return kept
