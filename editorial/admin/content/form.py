"""The form of a root: facts, structure and the texts of one language."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.admin.content.rich_fields import StableLinks
from editorial.admin.content.typed.again import Unjudged
from editorial.text import languages

# The buttons for the public. Without one of them, what was sent is kept as a draft: Enter does
# that.
PUBLISH, PUBLISH_ALL = "_publish", "_publish_all"


def is_for_public(request):
    """Return whether what was sent is to be public, so that nothing may be missing."""
    return bool({PUBLISH, PUBLISH_ALL} & request.POST.keys())


class BindingForm(Unjudged, forms.ModelForm):
    """A form that asks for everything when what was sent is to be public; a draft may lack some."""

    is_for_public = False

    def _post_clean(self):
        super()._post_clean()
        self.require_complete()

    def require_complete(self):
        """Say beside its field what the public must not miss."""
        if not self.is_for_public:
            return
        try:
            self.instance.clean_for_public()
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                if name not in self.errors:
                    self.add_error(name if name in self.fields else None, errors)


class ContentForm(StableLinks, BindingForm):
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
