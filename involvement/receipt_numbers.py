"""Receipt numbers: what a sender can read out and staff can find, and nobody can guess."""

import re
import secrets

from editorial.text import characters

# Crockford's digits: without I, L, O and U, which are misread or misheard.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What is easily misread in a receipt number.
_MISREAD = str.maketrans("OIL", "011")


def new_reference():
    """Return a receipt number that nobody can guess and everybody can read out: "4K7M-92QX"."""
    digits = "".join(secrets.choice(DIGITS) for _digit in range(8))
    return f"{digits[:4]}-{digits[4:]}"


def as_reference(words):
    """Return the receipt number that somebody may mean, read or heard; "" when it is none."""
    digits = re.sub(r"[\s‐-―ー−-]", "", characters.plain(words).upper()).translate(_MISREAD)
    if len(digits) == 8 and set(digits) <= set(DIGITS):
        return f"{digits[:4]}-{digits[4:]}"
    return ""
