"""Texts of the seed that were read back, kept in the content folder like a reader's mark.

Read back: somebody who has not seen the original translates the translation into its language
again, the two are compared, and what differs in fact is mended (who, what, may or must, in force or
not, since or until). `read-back/uk.toml` in the content folder says when that was done:

    [2026-12-01]
    "cities/northtown origin_lede" = "en:0f3c… uk:9be1…"

The name is for people. What counts are the fingerprints of the original and of the translation:
once either is changed, the line says nothing any more.
"""

import logging
import tomllib
from datetime import date
from functools import lru_cache

from django.conf import settings

from editorial.translations.freshness import fingerprint_of

FOLDER = "read-back"
# What `days_of` raises for a file that is none of these.
UNREADABLE = (OSError, ValueError, AttributeError)

logger = logging.getLogger(__name__)


def read_on(language, model, field, target):
    """Return the day on which a translated text was read back; None where it was not.

    `target` is the text with its provenance as revisions hold it.
    """
    days = _days(file_of(settings.CONTENT_DIR, language))
    made_from = (target or {}).get("from")
    if not days or not made_from:
        return None
    return days.get(f"{made_from} {fingerprint_of(language, model, field, target['text'])}")


def file_of(folder, language):
    """Return where a content folder says what was read back in a language."""
    return folder / FOLDER / f"{language}.toml"


def lines_of(file):
    """Return `{day: {name: fingerprints}}` as a file holds them; nothing where there is none."""
    try:
        days = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {date.fromisoformat(day): lines for day, lines in days.items()}


def days_of(file):
    """Map the fingerprints that a file holds to the days on which they were read back."""
    return {pair: day for day, lines in lines_of(file).items() for pair in lines.values()}


@lru_cache
def _days(file):
    """Return `days_of` a file, read once: content is read at a start, so is this.

    A file that cannot be read takes no page down; `make check-content` complains of it.
    """
    try:
        return days_of(file)
    except UNREADABLE:
        logger.exception("What was read back cannot be read.")
        return {}
