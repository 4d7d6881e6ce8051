"""A public page with one draft on it, drawn by the public view itself."""

import io
import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import resolve
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.html import escape
from django.utils.translation import gettext

from editorial.cache.decorators import CACHE_HEADER
from editorial.text import languages
from editorial.text.localized import Text

# A link or the address of a form, as templates write it: its tag up to the address, and the rest.
_ADDRESS = re.compile(r'<(?P<tag>a|form)(?P<before> [^>]*?)(?P<name>href|action)="(?P<to>[^"]*)"')


@dataclass(frozen=True)
class Choice:
    """A page or a language to look at: its name, and its address, or its value in a form."""

    name: str
    value: str
    tag: str = ""
    is_current: bool = False

    @classmethod
    def of_language(cls, code, value, current):
        """Offer a language by its own name."""
        return cls(languages.own_name(code), value, languages.tag(code), code == current)

    @classmethod
    def of_place(cls, place, value, current):
        """Offer a `Place`."""
        return cls(str(place.label), value, tag_of(place.label), place == current)


def tag_of(words):
    """Return the language tag of a `Text`; "" for words of the interface."""
    return languages.tag(words.language) if isinstance(words, Text) else ""


@dataclass(frozen=True)
class Bar:
    """What stands above a previewed page, in words of the language `tag`.

    - `thing`: what it is, with the tag of its own language; `note`: a sentence more;
    - `back_url`, `back_words`: the way back;
    - `languages`, `places`: `Choice`s, with addresses; where something was typed that is not
      saved, with values that are sent with `fields` to `action`;
    - `problems`: what could not be shown as it was typed;
    - `left_out`: why pages leave out some of the pictures that it names;
    - `is_framed`: it stands beside the form, which has the choices itself.
    """

    tag: str
    thing: str = ""
    thing_tag: str = ""
    note: str = ""
    back_url: str = ""
    back_words: str = ""
    languages: list = field(default_factory=list)
    places: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    left_out: list = field(default_factory=list)
    action: str = ""
    fields: list = field(default_factory=list)
    is_framed: bool = False
    # In the language of whoever looks, which need not be that of the page.
    state: str = field(default_factory=lambda: gettext("Draft, not published"))
    languages_words: str = field(default_factory=lambda: gettext("Languages of the preview"))
    places_words: str = field(default_factory=lambda: gettext("Pages on which it is shown"))
    problems_words: str = field(default_factory=lambda: gettext("Not shown as you typed it:"))


def draw(request, draft, language, place, bar, inside):
    """Return the public page of a place in a language, as the draft would make it.

    - `place`: its path behind the language;
    - `inside`: maps public paths to the addresses of the preview that stand for them.

    The view is asked as if by a visitor: it sees neither the session nor the cookies of whoever
    looks. Raises Http404 where there is no such page.
    """
    bar = replace(bar, left_out=_why_left_out(draft.pictures_left_out()))
    with translation.override(language):
        visitor = _visitor(request, f"/{language}/{place}")
        visitor.draft, visitor.preview = draft, bar
        visitor.resolver_match = match = resolve(visitor.path_info)
        response = match.func(visitor, *match.args, **match.kwargs)
    if response.status_code != 200:
        raise Http404
    response.content = stay_inside(response.content.decode(), inside, new_tab=bar.is_framed)
    response.headers.pop("Vary", None)
    return make_private(response, language)


def _why_left_out(pictures):
    """Say why pictures are not shown, each reason once; their names are for staff alone."""
    reasons = {
        "over": gettext("A picture is left out here: the permission to show it has ended."),
        "removed": gettext("A picture is left out here: it was removed from the web."),
        "deleted": gettext("A picture is left out here: it was deleted."),
    }
    found = [
        "removed" if picture.removed_at else "deleted" if picture.deleted_at else "over"
        for picture in pictures
    ]
    return [reasons[reason] for reason in dict.fromkeys(found)]


def make_private(response, language):
    """Let no cache keep an answer, and no search engine name it; return it."""
    response.headers.pop(CACHE_HEADER, None)
    response.headers.pop("Cache-Control", None)
    add_never_cache_headers(response)
    response["Content-Language"] = languages.tag(language)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # With "no-referrer" the forms of staff would be taken for those of another site.
    response["Referrer-Policy"] = "same-origin"
    return response


def _visitor(request, path):
    """Return a request for a public page that says nothing of who looks at it."""
    wanted = {name: value for name, value in request.GET.items() if not name.startswith("_")}
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": urlencode(wanted),
            "HTTP_HOST": request.get_host(),
            "SERVER_NAME": request.META.get("SERVER_NAME", ""),
            "SERVER_PORT": request.META.get("SERVER_PORT", ""),
            "wsgi.url_scheme": request.scheme,
            "wsgi.input": io.BytesIO(),
        }
    )


def stay_inside(html, inside, *, new_tab=False):
    """Let links and forms that lead to what is previewed lead to its preview.

    With `new_tab`, links that lead out of it open a tab: a frame could not show what they lead to.
    """

    def replaced(match):
        path, mark, rest = _parted(match["to"])
        if (own := inside.get(path)) is not None:
            address = escape(own.partition("#")[0]) + mark + rest if mark else escape(own)
            return f'<{match["tag"]}{match["before"]}{match["name"]}="{address}"'
        leaves = match["tag"] == "a" and not match["to"].startswith(("#", "?", "mailto:", "tel:"))
        target = ' target="_blank"' if new_tab and leaves else ""
        return f'<{match["tag"]}{target}{match["before"]}{match["name"]}="{match["to"]}"'

    return _ADDRESS.sub(replaced, html)


def _parted(address):
    """Part an address into its path, the mark behind it and what follows that."""
    found = re.search("[?#]", address)
    place = found.start() if found else len(address)
    return address[:place], address[place : place + 1], address[place + 1 :]
