"""The form of a root: facts, structure and the texts of one language."""

from django import forms
from django.utils.translation import gettext as _

from editorial.admin.content.typed.again import Unjudged
from editorial.text import languages


class ContentForm(Unjudged, forms.ModelForm):
    """A root of a working copy. Its title must be there; nothing is public without one."""

    def __init__(self, *args, initial=None, instance=None, **kwargs):
        copy = getattr(instance, "working_copy", None)
        # The draft's cities of an event, not those of the live row.
        initial = {**(copy.many if copy else {}), **(initial or {})}
        super().__init__(*args, initial=initial, instance=instance, **kwargs)
        title = self._meta.model.title_field
        for code in languages.codes():
            field = self.fields.get(languages.column(title, code))
            if field is not None:
                field.error_messages["required"] = _(
                    "Give it a title; nothing can be public without one."
                )
                if instance is None and not self.is_bound:
                    field.widget.attrs["autofocus"] = True

    def _save_m2m(self):
        """Write nothing; `editorial.publishing` does."""
