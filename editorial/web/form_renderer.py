"""How fields of our own forms are printed: `{{ field.as_field_group }}`."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Django's renderer with our template for a field, its label, help and errors."""

    field_template_name = "components/field.html"
