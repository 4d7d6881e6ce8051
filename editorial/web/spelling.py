"""Addresses of ours in another spelling lead on: in capitals, or with a language written otherwise.

It is asked only where nothing was found, so that no page pays for it.
"""

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.encoding import escape_uri_path, iri_to_uri

from editorial.links import own
from editorial.text import languages
from editorial.web.redirects import REMEMBERED, last_public


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
            return usual if usual != path and _leads_somewhere(match) else None
    return None


def _file(path):
    """Return the usual address of what has no language, such as "/Robots.txt"."""
    match = _match(path.lower())
    return path.lower() if match and not match.kwargs and path.lower() != path else None


def _match(path):
    try:
        return resolve(path)
    except Resolver404:
        return None


def _leads_somewhere(match):
    slug = match.kwargs.get("slug")
    if slug is None:
        return True
    return any(
        own.view_of(kind.model(slug=slug).get_absolute_url()) == match.view_name
        and last_public(kind.model, slug) is not None
        for kind in own.kinds_with_addresses()
    )


def _with_secrets(folded, rest, match):
    """Return the address in small letters, but the secrets in it as they were typed."""
    if not set(match.kwargs) - {"slug"}:
        return folded
    if "(" in match.route:
        # A regular expression, whose parts are not told apart here.
        return rest
    pattern = match.route.split("/")[1:]
    pairs = zip(pattern, folded.split("/"), rest.split("/"), strict=False)
    kept = [typed if part.startswith("<") else usual for part, usual, typed in pairs]
    return "/".join([*kept, *[""] * (len(pattern) - len(kept))])
