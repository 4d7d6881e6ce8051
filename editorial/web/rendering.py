"""What every public page has in common: title, canonical address, languages, breadcrumbs, JSON-LD.

Views of other apps call `render_public`; they add what is theirs.
"""

import json
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from editorial.links import references
from editorial.text import languages
from editorial.text.localized import Text


@dataclass(frozen=True)
class Crumb:
    """A step of the breadcrumbs: a label (`Text` or str) and its path; the page itself has none."""

    label: object
    url: str = ""

    @property
    def lang(self):
        """Return the label's language tag when it is not the page's."""
        return getattr(self.label, "lang", "")


def home_crumb():
    """Return the first step of all breadcrumbs."""
    return Crumb(_("Home"), f"/{languages.current()}/")


_frames = []


def add_frame(frame):
    """Let every public page stand in a frame: a function that takes the request and returns values.

    It is asked before the page is rendered. Apps above this one name theirs in
    `AppConfig.ready()`, because nothing here may import them.
    """
    _frames.append(frame)


_cards = []


def add_card(function):
    """Have pages share a picture of their own.

    The function takes the request, the root of the page or None, and the filters that narrow a
    list; it returns a full address or "". It is named as those of `add_frame` are.
    """
    _cards.append(function)


def render_public(
    request,
    template,
    context,
    *,
    title,
    description="",
    breadcrumbs=(),
    root=None,
    shown=(),
    json_ld=(),
    path="",
    shared_path="",
    chosen=(),
    status=200,
):
    """Render a public page in its frame.

    - `title`, `description`: `Text` or str; `breadcrumbs`: `Crumb`s;
    - `root`: the row that the page is about, which decides in which languages the page exists;
    - `shown`: other rows whose texts the page shows;
    - `json_ld`: dictionaries of schema.org, without `@context`;
    - `path`: the address that the page has among those that show it, with its query; by default
      that of the request without one;
    - `shared_path`: where a link that somebody shares leads, if not there;
    - `chosen`: the filters that narrow a list, dictionaries with `name`, `value` and `label`.
    """
    frame = {name: value for frame in _frames for name, value in frame(request).items()}
    own = {
        "title": title,
        "description": description,
        "breadcrumbs": list(breadcrumbs),
        **_languages_of(request, root, path or request.path),
        "is_machine_translated": _is_machine_translated([root, *shown] if root else shown),
        "json_ld": json_ld_script([*json_ld, *_breadcrumb_list(request, breadcrumbs)]),
        **_shared(request, root, chosen),
        **({"shared_url": absolute(request, shared_path)} if shared_path else {}),
    }
    if frame.get("preview"):
        # Its address is nobody's business.
        own |= {"canonical_url": "", "alternates": [], "json_ld": "", "share_image_url": ""}
    response = render(request, template, {**frame, **own, **context}, status=status)
    # Only now is it known where the texts of the page lead.
    response.content = references.follow(response.content.decode())
    return response


def render_without_request(template, context=None, *, status, headers=None):
    """Render a page that asks neither the request, which may be at fault, nor the database."""
    values = {"page_language": languages.tag(languages.current()), **(context or {})}
    page = loader.get_template(template).render(values)
    return HttpResponse(page, status=status, headers=headers)


def base_address(request):
    """Return where the site is, as "https://example.org": SITE_URL, else the request's host."""
    return settings.SITE_URL or request.build_absolute_uri("/").removesuffix("/")


def absolute(request, path):
    """Return the full address of a path: on SITE_URL, else on the host of the request.

    A file that lies at another host has a full address already.
    """
    if settings.STATIC_HOST and path.startswith(f"{settings.STATIC_HOST}/"):
        return path
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def in_language(path, language):
    """Return the same page's path in another language; every language has the same slugs."""
    rest = path.split("/", 2)[2:]
    return f"/{language}/{''.join(rest)}"


def offered():
    """List the codes of the languages that readers are offered."""
    return [code for code, name in settings.LANGUAGES]


def _languages_of(request, root, path):
    """Return canonical address, alternates, and the notice of a page in another language."""
    current = languages.current()
    readable = offered()
    if root is not None:
        readable = [code for code in readable if code in root.readable_languages()]
        if current not in readable:
            shown = _shown_instead(root, current)
            return {
                "canonical_url": absolute(request, in_language(path, shown)),
                "alternates": [],
                "fallback": Text(languages.own_name(shown), shown),
            }
    return {
        "canonical_url": absolute(request, path),
        "alternates": _alternates(request, readable, path),
        "fallback": None,
    }


def _shared(request, root, chosen):
    """Return the picture of the page's own for shared links, where it has one, and its locale."""
    url = next(filter(None, (card(request, root, chosen) for card in _cards)), "")
    return {
        "og_locale": languages.with_territory(languages.current()),
        **({"share_image_url": url, "share_image_is_own": True} if url else {}),
    }


def _is_machine_translated(rows):
    """Return whether the page shows a machine translation that nobody has reviewed."""
    column = languages.column("machine_translated", languages.current())
    return any(getattr(row, column) for row in rows if row is not None)


def _shown_instead(root, current):
    """Return the language in which a page is shown to a reader of a language that it lacks."""
    others = languages.chain(current, root.entry.original_language)[1:]
    return next((code for code in others if code in root.readable_languages()), current)


def _alternates(request, codes, path):
    """Link the page's languages to each other; x-default lets the reader's browser choose."""
    if len(codes) < 2:
        return []
    links = [
        {
            "tag": languages.tag(code),
            "url": absolute(request, in_language(path, code)),
            "locale": languages.with_territory(code),
        }
        for code in codes
    ]
    default = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in codes else codes[0]
    url = absolute(request, in_language(path, default))
    return [*links, {"tag": "x-default", "url": url}]


def _breadcrumb_list(request, breadcrumbs):
    steps = [crumb for crumb in breadcrumbs if str(crumb.label)]
    if len(steps) < 2:
        return []
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": str(crumb.label),
                    "item": absolute(request, crumb.url or request.path),
                }
                for position, crumb in enumerate(steps, 1)
            ],
        }
    ]


def json_ld_script(items):
    """Return JSON-LD that is safe inside a script element; "" when there is nothing to say."""
    if not items:
        return ""
    data = items[0] if len(items) == 1 else {"@graph": list(items)}
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308 - escaped just above
