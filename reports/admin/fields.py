"""What the forms and pages of the reports at the desk share."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.text import languages
from reports.models.report import sensible_year


class YearField(forms.IntegerField):
    """A year of which something can be reported."""

    default_validators = [sensible_year]
    default_error_messages = {
        "required": _("Write a year."),
        "invalid": _("Write a year with four digits."),
    }

    def __init__(self, **kwargs):
        # A number in a field of its own kind turns with the wheel of the mouse.
        attributes = {"inputmode": "numeric", "size": 6, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)


def event_links(entries):
    """List `(title, tag, address)` of events by their entries, each with its page at the desk."""
    return [
        (
            entry.label,
            languages.tag(entry.original_language),
            reverse("admin:cities_event_change", args=[entry.object_pk]),
        )
        for entry in entries
    ]
