"""Template tags that print translated text with the language that it is really in."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from editorial.registry import is_rich
from editorial.text import formats, richtext
from editorial.text.localized import localized
from editorial.text.printed.known import in_readers_language
from editorial.text.printed.unbroken import unbroken, unbroken_text

register = template.Library()
register.filter("day", formats.whole_day)
register.filter("full_day", formats.full_day)
register.filter("moment", formats.moment)
register.filter("short_day", formats.short_day)
register.filter("number", formats.number)
register.filter("with_lang", formats.with_lang)
register.filter("unbroken", unbroken_text)
register.filter("as_known", in_readers_language)


@register.simple_tag
def text(row, field):
    """Return a field's `Text`, for attributes and conditions: `{% text city "name" as n %}`."""
    return localized(row, field)


@register.simple_tag
def words(row, field):
    """Print a field inline; in another language than the page's it gets a `lang` of its own."""
    return formats.with_lang(localized(row, field))


@register.simple_tag
def prose(row, field):
    """Print a field as blocks of HTML: rich text sanitized once more, plain text escaped."""
    value = localized(row, field)
    if not value:
        return ""
    if is_rich(type(row), field):
        html = richtext.with_site_links(richtext.safe(value.value))
    else:
        html = richtext.plain_to_html(value.value)
    html = unbroken(html, value.language)
    lang = format_html(' lang="{}"', value.lang) if value.lang else ""
    return format_html('<div class="prose"{}>{}</div>', lang, mark_safe(html))  # noqa: S308


@register.filter
def table_cell(cell):
    """Say what a cell of Django's lists is: narrow rows are blocks, and blocks are no cells."""
    if cell.startswith("<th"):
        return mark_safe(cell.replace("<th", '<th scope="row" role="rowheader"', 1))  # noqa: S308
    return mark_safe(cell.replace("<td", '<td role="cell"', 1))  # noqa: S308 (Django's own HTML)
