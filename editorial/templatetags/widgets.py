"""Django's plain widgets inside our own: `{% textarea widget %}`, without a template of theirs."""

from django import template
from django.utils.safestring import mark_safe

from editorial.web import form_renderer

register = template.Library()


def _printed(function):
    def tag(widget):
        return mark_safe(function(widget))  # noqa: S308 (every value is escaped)

    return tag


register.simple_tag(_printed(form_renderer.input_tag), name="input")
register.simple_tag(_printed(form_renderer.textarea_tag), name="textarea")
register.simple_tag(_printed(form_renderer.select_tag), name="select")
register.simple_tag(_printed(form_renderer.attributes), name="attributes")
