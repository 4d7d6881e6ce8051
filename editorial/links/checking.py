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
from editorial.models.entries import STORED_LINK
from editorial.registry import kinds
from editorial.revisions.data import texts_of
from editorial.text import languages

_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{3,30}")
# "www.slc.gov/sister-cities", as people write it down.
_WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::[0-9]+)?(?:[/?#]\S*)?", re.IGNORECASE)


class Here(NamedTuple):
    """The page on which texts stand: its name, and the places on it that a link can lead to."""

    name: str
    anchors: frozenset


def here_of(root, parts):
    """Return the page that a thing makes with these parts, or None where its places are unknown."""
    if not hasattr(root, "anchors"):
        return None
    return Here(str(root), frozenset(part.anchor for part in parts))


def problems(texts, language=None, *, here=None):
    """List for each of several texts, in words, what is wrong with its links.

    `here` is the page on which they stand, where its places are known. A constant number of
    queries, however many texts.
    """
    return _problems([(html, here) for html in texts], language)


def _problems(placed, language=None):
    """Do the same for pairs of a text and the page on which it stands, a `Here` or None."""
    language = language or languages.current()
    hrefs = [own.hrefs(html) for html, _here in placed]
    paths = {href: path for found in hrefs for href in found if (path := own.path_of(href))}
    known = own.find({path for path in paths.values() if not STORED_LINK.fullmatch(path)})
    named = {int(match[1]) for path in paths.values() if (match := STORED_LINK.fullmatch(path))} | {
        target for target in known.values() if isinstance(target, int)
    }
    rows = references.rows(named, language) if named else {}
    labels = own.labels(named - rows.keys()) if named - rows.keys() else {}

    def wrong(href, here):
        return _problem_here(href, here) or _problem(href, paths, known, rows, labels)

    return [
        list(dict.fromkeys(filter(None, (wrong(href, here) for href in found))))
        for found, (_html, here) in zip(hrefs, placed, strict=True)
    ]


def _problem_here(href, here):
    if here is None or not href.startswith("#") or href[1:] in here.anchors:
        return ""
    return _no_such_place(href[1:], here.name)


def _no_such_place(anchor, name):
    words = _("There is no place “#%(anchor)s” on the page “%(name)s”.")
    return words % {"anchor": anchor, "name": name}


def understood(typed):
    """Return an address that somebody typed as it is stored: ours by what it leads to.

    Raises ValidationError for what is no address. One that leads nowhere is an address, and is
    kept without host and language.
    """
    typed = typed.strip()
    href = f"https://{typed}" if _WITHOUT_SCHEME.fullmatch(typed) else typed
    path = own.path_of(href)
    if path is None and (words := _problem_of_form(href)):
        raise ValidationError(words)
    return href if path is None else own.stable(path, own.find({path}))


def _problem(href, paths, known, rows, labels):
    path = paths.get(href)
    if path is None:
        return _problem_of_form(href)
    stored = STORED_LINK.fullmatch(path)
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
        return _no_such_place(anchor, row)
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
    named = [
        (
            row.entry,
            row.language,
            "".join(t for fields in texts_of(row.live_revision).values() for t in fields.values()),
        )
        for row in rows
    ]
    named += _in_facts()
    pages = _own_pages(named)
    placed = [(html, pages.get(entry.pk)) for entry, _language, html in named]
    return [
        BrokenLink(entry, language, tuple(found))
        for (entry, language, _html), found in zip(named, _problems(placed), strict=True)
        if found
    ]


def _own_pages(named):
    """Map the entries whose texts lead to places on their own page to this page, as it is public.

    One query a kind, and one a page among them.
    """
    leading = {}
    for entry, _language, html in named:
        model = entry.kind.model_class()
        if hasattr(model, "anchors") and any(href.startswith("#") for href in own.hrefs(html)):
            leading.setdefault(model, set()).add(entry.pk)
    return {
        row.entry_id: Here(str(row), frozenset(row.anchors()))
        for model, entries in leading.items()
        for row in model._base_manager.filter(entry__in=entries)
    }


def _in_facts():
    """Yield the links of public things that stand in no text, such as those of buttons."""
    for part in (part.model for kind in kinds() for part in kind.parts):
        for name in part.link_facts:
            rows = part._base_manager.exclude(**{name: ""})
            for row in rows.select_related(f"{part.owner_field}__entry__kind"):
                root = getattr(row, part.owner_field)
                if root.published_languages():
                    html = own.as_html(getattr(row, name))
                    yield root.entry, root.entry.original_language, html
