"""The record series under which something is kept, as the disposition log names it."""

import html
import re

from django.conf import settings

from editorial.text.localized import localized
from involvement.models import Disposition

_LENGTH = Disposition._meta.get_field("series").max_length


def series_of(choice):
    """Name the record series of a choice; "" without one.

    That is its number. Until the office has confirmed the number it is what the privacy notice
    says in the site's first language, without markup and cut to the length of the log.
    """
    if choice is None:
        return ""
    if choice.series_number:
        return choice.series_number
    notice = localized(choice.form, "notice_record_series", settings.LANGUAGE_CODE)
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", str(notice))).split())
    return words if len(words) <= _LENGTH else words[: _LENGTH - 1].rstrip() + "…"
