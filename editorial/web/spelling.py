"""Addresses of ours in another spelling lead on: in capitals, or with a language written otherwise.

It is asked only where nothing was found, so that no page pays for it.
"""

import re

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.encoding import escape_uri_path, iri_to_uri

from editorial.registry import kinds
from editorial.text import languages
from editorial.web.redirects import REMEMBERED, last_public

# The parts of addresses that are written small, whatever they say. All others stay as they were
# typed: secrets, and what stands behind them.
SMALL = frozenset(
    {
        *("slug", "kind", "name", "extension", "section", "which"),
        *("year", "decade", "day", "key", "entry_pk", "uid", "rule"),
    }
)
# A part in the route of a `path`; in that of a `re_path` it is a group already.
_PART = re.compile(r"(?<!\?P)<(?:[a-z]+:)?([a-z_]+)>")


def respelled(request):
    """Return the redirect from another spelling of an address of ours, or None.

    Its query is kept. A form that was sent is not led on: it would arrive without its fields.
    """
    if request.method not in {"GET", "HEAD"}:
        return None
    path = usual_spelling(request.path_info)
    if path is None:
        return None
    query = request.META.get("QUERY_STRING", "")
    address = f"{escape_uri_path(path)}{'?' if query else ''}{iri_to_uri(query)}"
    response = HttpResponsePermanentRedirect(address)
    patch_cache_control(response, max_age=REMEMBERED)
    return response


def usual_spelling(path):
    """Return an address as the site writes it, or None where it is so or leads nowhere.

    "/ZH-TW/Cities/About" is "/zh-hant/cities/about/". A language that is not named stays so: the
    reader's browser chooses it.
    """
    head, _slash, rest = path.removeprefix("/").partition("/")
    language = languages.meant_by(head)
    if language is None:
        return _page(path, path.removeprefix("/"), None) or _file(path)
    return _page(path, rest, language)


def _page(path, rest, language):
    """Return the usual address of a page; `rest` is what follows the language."""
    before = f"/{language}/" if language else "/"
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        for folded in (rest.lower(), f"{rest.lower()}/"):
            match = _match(f"/{language}/{folded}")
            if match is None:
                continue
            usual = before + _with_secrets(folded, rest, match)
            leads = usual != path and _leads_somewhere(match, f"/{language}/{folded}")
            return usual if leads else None
    return None


def _file(path):
    """Return the usual address of what has no language: "/Robots.txt", "/Data/v1/Cities.JSON"."""
    match = _match(path.lower())
    is_known = match is not None and SMALL.issuperset(match.kwargs)
    return path.lower() if is_known and path.lower() != path else None


def _match(path):
    try:
        return resolve(path)
    except Resolver404:
        return None


def _leads_somewhere(match, address):
    """Return whether the thing that an address names is or was public; other pages always are."""
    for name in {"slug", "year"} & match.kwargs.keys():
        written = match.kwargs[name]
        return any(
            last_public(kind.model, int(written) if name == "year" else written) is not None
            for kind in kinds()
            if kind.model.address_field == name
            and hasattr(kind.model, name)
            and _is_of(kind.model(**{name: written}), match, address)
        )
    return True


def _is_of(thing, match, address):
    """Return whether an address is that of a thing of this kind, of its file or of its card."""
    if "kind" in match.kwargs:
        return match.kwargs["kind"] == thing._meta.model_name
    return address.startswith(thing.get_absolute_url())


def _with_secrets(folded, rest, match):
    """Return the address in small letters, but for what must stay as it was typed."""
    kept = match.kwargs.keys() - SMALL
    if not kept:
        return folded
    route = match.route.partition("/")[2]
    found = re.fullmatch(_PART.sub(r"(?P<\1>[^/]+)", route), folded)
    letters = list(folded)
    for start, end in map(found.span, kept):
        letters[start:end] = rest[start:end]
    return "".join(letters)
