"""The guide for staff: `docs/editors.md` and the pages that it leads to, shown at the desk.

They are Markdown, for who reads them in the repository. Here their links lead to each other at the
desk, and their pictures are static files.
"""

from itertools import chain
from pathlib import PurePosixPath

from django.conf import settings
from django.contrib import admin
from django.http import Http404
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

DOCS = settings.BASE_DIR / "docs"
CONTENTS = DOCS / "editors.md"
# HTML in a page would be shown as it is typed: only Markdown makes any.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def pages():
    """Map the name of each page to its file."""
    return {path.stem: path for path in [*DOCS.glob("editors/*.md"), DOCS / "records.md"]}


def guide(request, name=None):
    """Show the table of contents, or one page."""
    path = pages().get(name) if name else CONTENTS
    if path is None:
        raise Http404
    title, text = as_html(path)
    context = {
        **admin.site.each_context(request),
        "title": title if name else _("Guide"),
        "name": name,
        "text": text,
    }
    return TemplateResponse(request, "admin/guide.html", context)


def as_html(path):
    """Return the heading of a page, and the rest of it as HTML."""
    tokens = MARKDOWN.parse(path.read_text(encoding="utf-8"))
    for token in chain.from_iterable(token.children or [] for token in tokens):
        if token.type == "link_open":
            token.attrs["href"] = _address(path, token.attrs["href"])
        elif token.type == "image":
            token.attrs["src"] = static(f"guide/{PurePosixPath(token.attrs['src']).name}")
    _opening, title, _closing, *rest = tokens
    # Our own pages, in which no HTML is let through.
    text = mark_safe(MARKDOWN.renderer.render(rest, MARKDOWN.options, {}))  # noqa: S308
    return title.content, text


def _address(path, target):
    """Return where a link of a page leads at the desk; what is no page of the guide stays."""
    file = (path.parent / target).resolve()
    if file == CONTENTS:
        return reverse("admin:guide")
    known = file.suffix == ".md" and pages().get(file.stem) == file
    return reverse("admin:guide_page", args=[file.stem]) if known else target
