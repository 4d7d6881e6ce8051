"""The end of a page's address: a slug in small letters, because readers type it in any."""

from django import forms
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class AddressFormField(forms.SlugField):
    """A slug; capitals that were typed become small letters."""

    def to_python(self, value):
        """Return the slug in small letters."""
        return super().to_python(value).lower()

    def widget_attrs(self, widget):
        """Keep keyboards from beginning it with a capital."""
        return {**super().widget_attrs(widget), "autocapitalize": "none"}


class AddressField(models.SlugField):
    """A slug. Its model has the constraint `address_constraint`."""

    def formfield(self, **kwargs):
        """Return the form field that takes capitals for small letters."""
        return super().formfield(**{"form_class": AddressFormField, **kwargs})


def address_constraint(model_name):
    """Return the constraint that an address has no capitals; being unique, it has no twin."""
    return models.CheckConstraint(
        name=f"{model_name}_address_has_no_capitals",
        condition=Q(slug=Lower("slug")),
        violation_error_message=_("Write the address in small letters."),
    )
