"""What every public page has in common: title, canonical address, languages, breadcrumbs, JSON-LD.

Views of other rooms call `render_public`; they add what is theirs.
"""

import json
from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import render
from django.utils.safestring import mark_safe

from editorial import languages
from editorial.text import Text


@dataclass(frozen=True)
class Crumb:
    """A step of the breadcrumbs: a label (`Text` or str) and its path; the page itself has none."""

    label: object
    url: str = ""

    @property
    def lang(self):
        """Give the label's language tag when it is not the page's."""
        return getattr(self.label, "lang", "")


def render_public(
    request,
    template,
    context,
    *,
    title,
    description="",
    breadcrumbs=(),
    root=None,
    json_ld=(),
    status=200,
):
    """Render a public page in its frame.

    - `title`, `description`: `Text` or str; `breadcrumbs`: `Crumb`s;
    - `root`: the row that the page is about, which decides in which languages the page exists;
    - `json_ld`: dictionaries of schema.org, without `@context`.
    """
    frame = {
        "title": title,
        "description": description,
        "breadcrumbs": list(breadcrumbs),
        **_languages_of(request, root),
        "json_ld": json_ld_script([*json_ld, *_breadcrumb_list(request, breadcrumbs)]),
    }
    return render(request, template, {**frame, **context}, status=status)


def absolute(request, path):
    """Give the full address of a path: on SITE_URL, else on the host of the request."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def in_language(path, language):
    """Give the same page's path in another language; every language has the same slugs."""
    _empty, _prefix, rest = path.split("/", 2)
    return f"/{language}/{rest}"


def offered():
    """List the codes of the languages that readers are offered."""
    return [code for code, name in settings.LANGUAGES]


def _languages_of(request, root):
    """Give canonical address, alternates and the notice of a page in another language."""
    current = languages.current()
    published = offered()
    if root is not None:
        live = root.published_languages()
        published = [code for code in published if code in live]
        if current not in published:
            shown = next(
                code
                for code in languages.chain(current, root.entry.original_language)
                if code in live
            )
            return {
                "canonical_url": absolute(request, in_language(request.path, shown)),
                "alternates": [],
                "fallback": Text(languages.own_name(shown), shown),
            }
    alternates = [
        {"tag": languages.tag(code), "url": absolute(request, in_language(request.path, code))}
        for code in published
    ]
    return {
        "canonical_url": absolute(request, request.path),
        "alternates": alternates if len(alternates) > 1 else [],
        "fallback": None,
    }


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


def json_ld_script(things):
    """Give JSON-LD that is safe inside a script element; "" when there is nothing to say."""
    if not things:
        return ""
    data = things[0] if len(things) == 1 else {"@graph": list(things)}
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308 - escaped just above
