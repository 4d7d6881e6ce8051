"""Rich text: a small, safe subset of HTML, the same wherever it is written or shown."""

import re
from collections import Counter
from functools import lru_cache
from html import unescape

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape
from django.utils.translation import gettext as _

from editorial.text import languages
from editorial.text.pasted import SCHEMES
from editorial.text.rich_blocks import write
from editorial.text.rich_order import HEADINGS, arrange
from editorial.text.rich_reader import read
from editorial.text.rich_widget import RichTextWidget

# What an editor may use, and no more than the editor knows.
TAGS = {"p", "br", *HEADINGS, "ul", "ol", "li", "strong", "em", "a", "span", "blockquote"}
ATTRIBUTES = {"a": {"href"}, "span": {"lang"}}
# In characters that people read.
LONGEST = 20_000
_TAG = re.compile(r"<[^<>]*+>")
_SITE_LINK = re.compile(r'<a href="(/(?!/)[^"<>]*+)"')
_STARTS_WITH_BLOCK = re.compile(r"<(?:p|h[1-6]|ul|ol|li|blockquote|br)[\s>]")
_BLANK_LINE = re.compile(r"\n(?:[^\S\n]*+\n)+")


def sanitize(html):
    """Return `html` in the one form in which rich text is stored; nothing to read means ''."""
    return cleaned(html)[0]


def cleaned(html):
    """Return `html` with only what `TAGS` allows, and a `Counter` of what was left out."""
    text, dropped = _remembered(html)
    return text, Counter(dict(dropped))


# What a form sends is cleaned before its transaction and once more by every writer.
@lru_cache(maxsize=1024)
def _remembered(html):
    text, dropped = clean_foreign(html)
    return text, tuple(dropped.items())


def clean_foreign(html, keeps_language=None):
    """Clean what comes from elsewhere, as `cleaned` does.

    `keeps_language` says of a language tag whether it tells anything.
    """
    root, dropped = read(html, keeps_language)
    text = write(arrange(root))
    if safe(text) != text:
        # Never seen: what was written holds nothing else. This is the wall behind it.
        text = write(arrange(read(nh3.clean(text, tags=set()))[0]))
    return text, +dropped


def safe(html):
    """Return stored rich text for printing: what is not allowed is not there, whoever wrote it."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def from_paragraphs(text):
    """Turn paragraphs parted by blank lines into HTML; a paragraph that is a block stays as it is.

    The seed files are written this way, because translators read them.
    """
    paragraphs = _BLANK_LINE.split(text.strip())
    html = sanitize(
        "".join(
            block if _STARTS_WITH_BLOCK.match(block) else f"<p>{block}</p>"
            for block in (" ".join(paragraph.split()) for paragraph in paragraphs)
            if block
        )
    )
    return f"<p>{html}</p>" if html and not _STARTS_WITH_BLOCK.match(html) else html


def plain_to_html(text):
    """Turn plain text into escaped HTML paragraphs, one a line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def with_site_links(html):
    """Turn links to our own pages, such as "/about-us/", to the reader's language."""
    return _SITE_LINK.sub(lambda link: f'<a href="{languages.localized_path(link[1])}"', html)


def check_length(html):
    """Raise ValidationError for a text that no page should hold; markup does not count."""
    length = len(unescape(_TAG.sub("", html)))
    if length > LONGEST:
        raise ValidationError(
            _("This text has %(length)s characters; %(most)s fit. Part it into two.")
            % {"length": length, "most": LONGEST},
            code="max_length",
        )


class RichTextFormField(forms.CharField):
    """A field of rich text. Whatever it is given to edit with, it is edited with our editor."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "widget": RichTextWidget})

    def clean(self, value):
        """Return the text in the form in which it is stored."""
        text = sanitize(super().clean(value))
        check_length(text)
        return text


class RichTextField(models.TextField):
    """HTML of our small subset, edited in the admin with an editor that knows just that subset.

    The value is cleaned in forms and again by the publishing module, which every other writer
    goes through.
    """

    def formfield(self, **kwargs):
        """Edit with the rich editor."""
        return super().formfield(**{**kwargs, "form_class": RichTextFormField})

    def clean(self, value, model_instance):
        """Sanitize before the usual validation."""
        value = super().clean(sanitize(value) if value else value, model_instance)
        check_length(value or "")
        return value
