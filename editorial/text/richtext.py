"""Rich text: a small, safe subset of HTML, the same wherever it is written or shown."""

import re

import nh3
from django.db import models
from django.utils.html import escape
from django_prose_editor.fields import ProseEditorFormField

from editorial.text import languages

# What an editor may use. Headings start at h3, because h1 and h2 belong to the page.
TAGS = {"p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote"}
ATTRIBUTES = {"a": {"href", "lang"}, "p": {"lang"}, "em": {"lang"}, "strong": {"lang"}}
SCHEMES = {"http", "https", "mailto", "tel"}
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Heading": {"levels": [3, 4]},
    "Link": {"enableTarget": False, "protocols": sorted(SCHEMES)},
    "HardBreak": True,
}

_SYNONYMS = (
    (re.compile(r"<(/?)b(?=[\s>])", re.IGNORECASE), r"<\1strong"),
    (re.compile(r"<(/?)i(?=[\s>])", re.IGNORECASE), r"<\1em"),
)
_BLOCK = r"(?:p|h3|h4|ul|ol|li|blockquote|br)"
_SPACE_AROUND_BLOCKS = re.compile(rf"\s*(</?{_BLOCK}(?:\s[^>]*)?>)\s*")
_EMPTY = re.compile(
    r"<(p|h3|h4|li|ul|ol|blockquote)(?:\s[^>]*)?>(?:\s|&nbsp;|\u00a0|<br>)*</\1>"
    # A space in bold still parts two words; a link without words is a trap for screen readers.
    r"|<(strong|em|a)(?:\s[^>]*)?></\2>"
)
_SITE_LINK = re.compile(r'(<a\s(?:[^>]*\s)?href=)"(/(?!/)[^"]*)"')
_STARTS_WITH_BLOCK = re.compile(rf"<{_BLOCK}[\s>]")


def settled(step, html, passes=10):
    """Return `html` after `step` was repeated until it changes nothing, so twice equals once.

    One step can make work for another: a link without words goes, and leaves a paragraph of one
    space; a parser that reads what it wrote itself may move a tag. Text that has not come to rest
    after that many `passes` keeps its words alone: without tags nothing is left to move.
    """
    for _ in range(passes):
        before, html = html, step(html)
        if html == before:
            return html
    return step(nh3.clean(html, tags=set()))


def sanitize(html):
    """Return `html` with only what `TAGS` allows; empty tags are dropped, so nothing means ''."""
    return settled(_sanitize_once, html)


def _sanitize_once(html):
    for pattern, replacement in _SYNONYMS:
        html = pattern.sub(replacement, html)
    html = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    # "&#13;" comes out as a character that the next reading would take for a line end.
    html = html.replace("\r", "\n")
    html = _SPACE_AROUND_BLOCKS.sub(r"\1", html)
    return _without_empty_tags(html).strip()


def _without_empty_tags(html):
    while (shorter := _EMPTY.sub("", html)) != html:
        html = shorter
    return html


def from_paragraphs(text):
    """Turn paragraphs parted by blank lines into HTML; a paragraph that is a block stays as it is.

    The seed files are written this way, because translators read them.
    """
    return settled(_from_paragraphs_once, text)


def _from_paragraphs_once(text):
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return sanitize(
        "".join(
            block if _STARTS_WITH_BLOCK.match(block) else f"<p>{block}</p>"
            for block in (" ".join(paragraph.split()) for paragraph in paragraphs)
            if block
        )
    )


def plain_to_html(text):
    """Turn plain text into escaped HTML paragraphs, one a line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def with_site_links(html):
    """Turn links to our own pages, such as "/about-us/", to the reader's language."""
    return _SITE_LINK.sub(lambda link: f'{link[1]}"{languages.localized_path(link[2])}"', html)


class RichTextField(models.TextField):
    """HTML of our small subset, edited in the admin with an editor that knows just that subset.

    The value is cleaned in forms and again by the publishing module, which every other writer
    goes through.
    """

    def formfield(self, **kwargs):
        """Edit with the prose editor."""
        return super().formfield(
            **{
                "form_class": ProseEditorFormField,
                "config": {"extensions": EXTENSIONS},
                "preset": "configurable",
                "sanitize": sanitize,
                **kwargs,
            }
        )

    def clean(self, value, model_instance):
        """Sanitize before the usual validation."""
        return super().clean(sanitize(value) if value else value, model_instance)
