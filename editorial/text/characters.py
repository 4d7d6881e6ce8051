"""The one form in which characters are stored: composed, and all of them visible."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b\ufeff\u00ad]")


def composed(text):
    """Return a text in NFC, without characters that nobody sees."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
