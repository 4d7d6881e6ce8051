"""Addresses of our own that somebody typed or pasted, and what stands there."""

import re
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import Resolver404, resolve
from django.utils import translation

from editorial.links.references import by_model, href_of
from editorial.models import Entry, Revision
from editorial.models.entries import STORED_LINK
from editorial.registry import fact_fields, kinds
from editorial.text import languages
from editorial.text.languages import NEUTRAL

_HREF = re.compile(r'<a href="([^"]*+)"')
FIXED, NOWHERE = "fixed", "nowhere"


def hrefs(html):
    """List where the links of a stored text lead, as they are stored."""
    return [_unescaped(found[1]) for found in _HREF.finditer(html)]


def as_html(href):
    """Return an address that stands alone as a link in a text."""
    return f'<a href="{_escaped(href)}">'


def path_of(href):
    """Return an address of ours without host and language, or None for another's.

    "https://ours.example/en/about-us/#s-1" is "/about-us/#s-1".
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.netloc:
        if parts.scheme not in {"http", "https"} or not _is_ours(parts.hostname):
            return None
    elif not href.startswith("/") or href.startswith("//"):
        return None
    path = languages.without_language(parts.path or "/")
    query = f"?{parts.query}" if parts.query else ""
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return f"{path}{query}{anchor}"


def _is_ours(host):
    known = {urlsplit(settings.SITE_URL).hostname} if settings.SITE_URL else set()
    return bool(host) and host in known | {name for name in settings.ALLOWED_HOSTS if name != "*"}


def find(paths):
    """Say of paths of ours what stands there: an entry's key, `FIXED`, or `NOWHERE`.

    A constant number of queries, however many paths. Former addresses count as well.
    """
    # Addresses are known in the language that is active, and the same in all of them.
    with translation.override(settings.LANGUAGE_CODE):
        return _found(paths)


def _found(paths):
    found, slugs = {}, {}
    for path in paths:
        bare = urlsplit(path).path
        if languages.has_no_language(bare):
            found[path] = FIXED
            continue
        try:
            match = resolve(f"/{settings.LANGUAGE_CODE}{bare}")
        except Resolver404:
            found[path] = NOWHERE
            continue
        slug = match.kwargs.get("slug", "").lower()
        found[path] = NOWHERE if slug else FIXED
        if slug:
            slugs.setdefault(slug, []).append((path, match.view_name))
    _note(found, slugs, _present(slugs))
    # What stands at an address today counts before what stood there once.
    gone = {
        slug: left
        for slug, paths in slugs.items()
        if (left := [(path, view) for path, view in paths if found[path] == NOWHERE])
    }
    _note(found, gone, _former(gone))
    return found


def _note(found, slugs, stands):
    """Write down what stands at the addresses that end with these slugs."""
    for view, slug, entry in stands:
        for path, view_name in slugs.get(slug, []):
            if view_name == view:
                found[path] = entry


def _present(slugs):
    for kind in kinds_with_addresses():
        pages = _view_of_pages(kind.model)
        asked = [slug for slug, paths in slugs.items() if pages in dict(paths).values()]
        if not asked:
            continue
        # An address is made of facts alone; texts in seven languages are most of a row.
        facts = [field.name for field in fact_fields(kind.model)]
        rows = kind.model._base_manager.only("entry", *facts)
        for row in rows.filter(slug__in=asked, entry__deleted_at=None):
            if view := view_of(row.get_absolute_url()):
                yield view, row.slug, row.entry_id


@cache
def _view_of_pages(model):
    """Name the view of the pages that the things of a kind have."""
    return view_of(model(slug="a-thing").get_absolute_url())


def _former(slugs):
    """Find by old revisions what was public under an address once, the newest owner last."""
    if not slugs:
        return
    of_kind = {
        ContentType.objects.get_for_model(kind.model).pk: kind for kind in kinds_with_addresses()
    }
    revisions = Revision.objects.filter(
        entry__kind__in=of_kind,
        entry__deleted_at=None,
        language=NEUTRAL,
        published_at__isnull=False,
        data__root__slug__in=list(slugs),
    )
    values = revisions.order_by("published_at").values_list(
        "data__root__slug", "entry_id", "entry__kind_id"
    )
    for slug, entry, kind in values:
        if view := _view_of_pages(of_kind[kind].model):
            yield view, slug, entry


def kinds_with_addresses():
    """List the kinds of which each thing has a page of its own."""
    return [kind for kind in kinds() if _has_address(kind.model)]


@cache
def _has_address(model):
    names = {field.name for field in model._meta.concrete_fields}
    return "slug" in names and hasattr(model, "get_absolute_url")


def view_of(address):
    """Name the view behind an address; "" where there is none."""
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""


def addresses(pks):
    """Map entries, drafts included, to their present addresses without a language.

    One query finds what they are, and one more is asked for each kind among them.
    """
    found = {}
    for model, of_model in by_model(pks):
        facts = [field.name for field in fact_fields(model)]
        for row in model._base_manager.only("entry", *facts).filter(entry__in=of_model):
            found[row.entry_id] = languages.without_language(row.get_absolute_url())
    return found


def stable(href, known):
    """Return an address as it is stored; `known` is what `find` says of its path."""
    path = path_of(href)
    if path is None or STORED_LINK.fullmatch(path):
        return href if path is None else path
    target = known.get(path, NOWHERE)
    if target in {FIXED, NOWHERE}:
        return path if target == FIXED else href
    bare = urlsplit(path).path
    return href_of(target, path[len(bare) :])


def made_stable(html):
    """Return a text whose links to our own pages are stored by what they lead to."""
    paths = {path for href in hrefs(html) if (path := path_of(href))}
    if not paths:
        return html
    known = find(paths)
    return _HREF.sub(
        lambda found: f'<a href="{_escaped(stable(_unescaped(found[1]), known))}"', html
    )


def labels(pks):
    """Map entries, deleted ones included, to their names."""
    return dict(Entry.objects.filter(pk__in=pks).values_list("pk", "label"))


def _unescaped(value):
    return (
        value.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    )


def _escaped(value):
    return value.replace("&", "&amp;").replace('"', "&quot;")
