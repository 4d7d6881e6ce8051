"""Choosing other rows in a form of many parts: one query for all parts rather than one each."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.models import ModelChoiceIterator
from js_asset import Script

# Gives the box in which one searches the name of its label.
NAMED = Script("js/named_combobox.js", type="module")


class _KnownRows(ModelChoiceIterator):
    """Lists the rows that the field has read already."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for row in self.field.known().values():
            yield self.choice(row)


class KnownChoiceField(forms.ModelChoiceField):
    """Chooses one row of a small table, which is read once for all copies of the field."""

    iterator = _KnownRows

    def __init__(self, *args, **kwargs):
        # Copies of the field, one for each form of a formset, share this.
        self._shared = {}
        super().__init__(*args, **kwargs)

    def known(self):
        """Return the rows by their keys as text."""
        if "rows" not in self._shared:
            self._shared["rows"] = {str(row.pk): row for row in self.queryset.all()}
        return self._shared["rows"]

    def to_python(self, value):
        """Return the row of a key. Raises ValidationError for one that is not offered."""
        if value in self.empty_values:
            return None
        row = self.known().get(str(getattr(value, "pk", value)))
        if row is None:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )
        return row


class NamedChoiceField(forms.ModelChoiceField):
    """Chooses one row of a large table. Those in use already are read once, for all copies."""

    def __init__(self, *args, **kwargs):
        self._shared = {}
        super().__init__(*args, **kwargs)

    def remember(self, keys):
        """Read these rows at once."""
        missing = {str(key) for key in keys if key} - self._shared.keys()
        if missing:
            self._shared |= dict.fromkeys(missing)
            found = self.queryset.filter(pk__in=missing)
            self._shared |= {str(row.pk): row for row in found}

    def row(self, key):
        """Return a row by its key, or None."""
        key = str(key)
        # No database has longer keys, and SQLite breaks on them.
        self.remember([key] if key.isdecimal() and len(key) < 19 else [])
        return self._shared.get(key)

    def to_python(self, value):
        """Return the row of a key, without a query for one that is known."""
        key = str(getattr(value, "pk", value))
        return self._shared.get(key) or super().to_python(value)


class SearchedSelect(AutocompleteSelect):
    """Finds one row of a large table by its words; a new one is added on the way.

    `add_url` leads to the form of a new row; "" for who may not add one.
    """

    template_name = "admin/widgets/searched.html"

    def __init__(self, *args, add_url="", **kwargs):
        super().__init__(*args, **kwargs)
        self.add_url = add_url

    @property
    def media(self):
        """Add what names the box to Django's scripts."""
        return super().media + forms.Media(js=[NAMED])

    def get_context(self, name, value, attrs):
        """Add where a new row is made."""
        context = super().get_context(name, value, attrs)
        context["widget"]["add_url"] = self.add_url
        return context

    def optgroups(self, name, value, attrs=None):
        """List what is chosen, which the field has read already, and that nothing may be."""
        field = self.choices.field
        rows = [row for key in value if key and (row := field.row(key))]
        chosen = {str(row.pk) for row in rows}
        choices = [("", ""), *((row.pk, field.label_from_instance(row)) for row in rows)]
        options = [
            self.create_option(name, key, label, str(key) in chosen, index)
            for index, (key, label) in enumerate(choices)
        ]
        return [(None, options, 0)]
