"""Links that lead nowhere: told when a text is saved, and of all public texts after publishing."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.cache import version
from editorial.links import own, references
from editorial.models import Entry, LanguageVersion
from editorial.revisions.data import texts_of
from editorial.text import languages

_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{3,30}")


def problems_of(html):
    """List in words what is wrong with the links of a stored text."""
    return problems([html])[0]


def problems(texts, language=None):
    """List for each of several texts, in words, what is wrong with its links.

    A constant number of queries, however many texts.
    """
    language = language or languages.current()
    hrefs = [own.hrefs(html) for html in texts]
    paths = {href: path for found in hrefs for href in found if (path := own.path_of(href))}
    known = own.find({path for path in paths.values() if not references.STORED.fullmatch(path)})
    named = {
        int(match[1]) for path in paths.values() if (match := references.STORED.fullmatch(path))
    } | {target for target in known.values() if isinstance(target, int)}
    rows = references.rows(named, language) if named else {}
    labels = own.labels(named - rows.keys()) if named - rows.keys() else {}
    return [
        list(dict.fromkeys(filter(None, (_problem(h, paths, known, rows, labels) for h in found))))
        for found in hrefs
    ]


def _problem(href, paths, known, rows, labels):
    path = paths.get(href)
    if path is None:
        return _problem_of_form(href)
    stored = references.STORED.fullmatch(path)
    target = int(stored[1]) if stored else known.get(path, own.NOWHERE)
    if target == own.FIXED:
        return ""
    if target == own.NOWHERE:
        return _("The link %(href)s leads nowhere on this site.") % {"href": href}
    row = rows.get(target)
    if row is None:
        if target not in labels:
            return _("The link %(href)s leads nowhere on this site.") % {"href": href}
        return _(
            "A link leads to “%(name)s”, which is not public: visitors see its words only."
        ) % {"name": labels[target]}
    anchor = urlsplit(path).fragment
    if anchor and hasattr(row, "anchors") and anchor not in row.anchors():
        return _("There is no place “#%(anchor)s” on the page “%(name)s”.") % {
            "anchor": anchor,
            "name": row,
        }
    return ""


def _problem_of_form(href):
    """Say what is wrong with an address that is not ours by looking at it."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return _("%(href)s is no address.") % {"href": href}
    if parts.scheme == "mailto":
        try:
            validate_email(parts.path)
        except ValidationError:
            return _("%(href)s is no email address.") % {"href": href}
        return ""
    if parts.scheme == "tel":
        is_number = _NUMBER.fullmatch(parts.path)
        return "" if is_number else _("%(href)s is no phone number.") % {"href": href}
    if parts.scheme in {"http", "https"}:
        is_host = parts.hostname and "." in parts.hostname.strip(".")
        return "" if is_host else _("%(href)s is no address.") % {"href": href}
    if href.startswith("#"):
        return ""
    return _("%(href)s is no address: begin it with https:// or with /.") % {"href": href}


class BrokenLink(NamedTuple):
    """Links of a public text that lead nowhere."""

    entry: Entry
    language: str
    problems: tuple


def broken_links():
    """List the public texts whose links lead nowhere.

    Counted once after each publication; every change that the public can see makes it anew.
    """
    return list(found_at(version.current(), get_language()))


@lru_cache(maxsize=8)
def found_at(number, interface):
    """List them as of a content version, in the language of the interface."""
    public = LanguageVersion.objects.annotate(stored=Cast("live_revision__data", TextField()))
    public = public.filter(stored__contains="href=", entry__deleted_at=None)
    rows = list(public.select_related("entry__kind", "live_revision").order_by("entry__label"))
    texts = [
        "".join(text for fields in texts_of(row.live_revision).values() for text in fields.values())
        for row in rows
    ]
    return [
        BrokenLink(row.entry, row.language, tuple(found))
        for row, found in zip(rows, problems(texts), strict=True)
        if found
    ]
