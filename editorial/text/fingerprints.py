"""Fingerprints of texts: two texts have one fingerprint when no translator would see a change.

The language stands in front, so that a name that is written the same in two languages is never
taken for its own translation. Another algorithm needs a command that rewrites stored ones.
"""

import hashlib

from editorial.text import richtext
from editorial.text.characters import composed


def normalize(text, *, rich=False):
    """Return `text` in the one form in which it is stored: NFC, no invisible characters, trimmed.

    Line ends are kept, because they part the paragraphs of plain texts. Rich text is also
    sanitized.
    """
    if rich:
        return richtext.sanitize(text or "")
    return composed((text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def fingerprint(language, text, *, rich=False):
    """Return "" for no text, else the language and 16 hex digits of the text's SHA-256."""
    text = normalize(text, rich=rich)
    if rich:
        text = text.replace("&nbsp;", " ")
    text = " ".join(text.split())
    if not text:
        return ""
    return f"{language}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
