"""Template tags that print translated text with the language that it is really in."""

from babel.dates import format_date
from babel.numbers import format_decimal
from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from editorial.registry import is_rich
from editorial.text import languages, richtext
from editorial.text.localized import localized

register = template.Library()


@register.simple_tag
def text(row, field):
    """Return a field's `Text`, for attributes and conditions: `{% text city "name" as n %}`."""
    return localized(row, field)


@register.simple_tag
def words(row, field):
    """Print a field inline; in another language than the page's it gets a `lang` of its own."""
    return marked(localized(row, field))


@register.filter
def marked(value):
    """Print a `Text` inline, with `lang` when it is not in the language of the page."""
    if getattr(value, "lang", ""):
        return format_html('<span lang="{}">{}</span>', value.lang, value.value)
    return format_html("{}", str(value))


@register.filter
def number(value):
    """Print a number with the thousands grouped as the reader's language does it."""
    return format_decimal(value, locale=languages.cldr(languages.current()))


@register.filter
def day(value):
    """Print a date as the reader's language writes it out: "November 1, 2026"."""
    return format_date(value, "long", locale=languages.cldr(languages.current()))


@register.simple_tag
def prose(row, field):
    """Print a field as blocks of HTML: rich text sanitized once more, plain text escaped."""
    value = localized(row, field)
    if not value:
        return ""
    if is_rich(type(row), field):
        html = richtext.with_site_links(richtext.sanitize(value.value))
    else:
        html = richtext.plain_to_html(value.value)
    lang = format_html(' lang="{}"', value.lang) if value.lang else ""
    return format_html('<div class="prose"{}>{}</div>', lang, mark_safe(html))  # noqa: S308
