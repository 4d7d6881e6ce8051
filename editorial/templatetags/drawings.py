"""`{% drawing "cities" city.emblem %}`: an SVG of the content folder, inlined."""

import logging
import re
from functools import cache

from django import template
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()
logger = logging.getLogger(__name__)

NAME = re.compile(r"^[a-z0-9-]+$")


@register.simple_tag
def drawing(folder, name, css_class=""):
    """Print the drawing, or nothing when there is none of that name.

    Drawings come with the content folder and are trusted like code; staff choose them by name.
    """
    if not name or not NAME.match(name):
        return ""
    svg = _read(settings.CONTENT_DIR, f"{folder}/{name}.svg")
    if css_class and svg:
        svg = svg.replace("<svg ", f'<svg class="{escape(css_class)}" ', 1)
    return mark_safe(svg)  # noqa: S308 - from the repository, by a checked name


@cache
def _read(content, name):
    path = content / "drawings" / name
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        # A page without a drawing is better than no page.
        logger.exception("The drawing %s cannot be read.", name)
        return ""
