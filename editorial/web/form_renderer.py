"""How fields of our own forms are printed: `{{ field.as_field_group }}`, and plain widgets fast."""

from html import escape

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe


class FormRenderer(TemplatesSetting):
    """Django's renderer with our template for a field, its label, help and errors.

    A form of the admin has a hundred inputs. Printed by templates they take a third of its time,
    so the plain ones are printed here, as Django's templates would.
    """

    field_template_name = "components/field.html"

    def render(self, template_name, context, request=None):
        """Print a widget or a form."""
        printed = _PLAIN.get(template_name)
        if printed is None:
            return super().render(template_name, context, request)
        return mark_safe(printed(context["widget"]))  # noqa: S308 (every value is escaped)


def input_tag(widget):
    """Print what Django's `input.html` does."""
    value = widget["value"]
    shown = "" if value is None else f' value="{_escaped(value)}"'
    kind, name = _escaped(widget["type"]), _escaped(widget["name"])
    return f'<input type="{kind}" name="{name}"{shown}{attributes(widget)}>'


def textarea_tag(widget):
    """Print what Django's `textarea.html` does."""
    name = _escaped(widget["name"])
    words = _escaped(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{name}"{attributes(widget)}>\n{words}</textarea>'


def select_tag(widget):
    """Print what Django's `select.html` does."""
    found = [f'<select name="{_escaped(widget["name"])}"{attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            found.append(f'<optgroup label="{_escaped(group)}">')
        found += [
            f'<option value="{_escaped(option["value"])}"{attributes(option)}>'
            f"{_escaped(option['label'])}</option>"
            for option in options
        ]
        if group:
            found.append("</optgroup>")
    return "".join([*found, "</select>"])


def attributes(of):
    """Print what Django's `attrs.html` does, of a widget or an option."""
    return "".join(
        f" {name}" if value is True else f' {name}="{_escaped(value)}"'
        for name, value in of["attrs"].items()
        if value is not False
    )


def _escaped(value):
    # Most values are plain text, for which Django's function does more than is needed.
    return escape(value) if type(value) is str else conditional_escape(value)


_INPUTS = ("text", "number", "email", "url", "hidden", "checkbox", "date", "password", "input")
_PLAIN = {
    **{f"django/forms/widgets/{name}.html": input_tag for name in _INPUTS},
    "django/forms/widgets/textarea.html": textarea_tag,
    "django/forms/widgets/select.html": select_tag,
}
