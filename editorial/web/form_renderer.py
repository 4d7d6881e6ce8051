"""How fields of our own forms are printed: `{{ field.as_field_group }}`, and plain widgets fast."""

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


def _input(widget):
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(value)}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{shown}{_attributes(widget)}>'


def _textarea(widget):
    name = conditional_escape(widget["name"])
    words = conditional_escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{name}"{_attributes(widget)}>\n{words}</textarea>'


def _select(widget):
    found = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            found.append(f'<optgroup label="{conditional_escape(group)}">')
        found += [
            f'<option value="{conditional_escape(option["value"])}"{_attributes(option)}>'
            f"{conditional_escape(option['label'])}</option>"
            for option in options
        ]
        if group:
            found.append("</optgroup>")
    return "".join([*found, "</select>"])


def _attributes(of):
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in of["attrs"].items()
        if value is not False
    )


_INPUTS = ("text", "number", "email", "url", "hidden", "checkbox", "date", "password", "input")
_PLAIN = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
