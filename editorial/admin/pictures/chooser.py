"""Choosing a picture in a form of content: what is chosen is seen, and so is what could be.

A few of the newest pictures are offered as they are, and any other by its number; a script finds
all others by their words and takes over what is uploaded on the way.
"""

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from editorial.admin.content.choices import NamedChoiceField
from editorial.admin.pictures.choices import MOST, option


class PictureChooser(forms.Select):
    """The chosen picture, and radio buttons with the newest ones."""

    template_name = "admin/widgets/picture.html"
    use_fieldset = True

    class Media:
        js = [Script("js/picture_chooser.js", type="module")]

    def get_context(self, name, value, attrs):
        """Add the tiles of what is chosen and of what is offered."""
        context = super(forms.Select, self).get_context(name, value, attrs)
        field = self.choices.field
        chosen = field.row(value) if value else None
        offered = [picture for picture in field.newest() if picture != chosen]
        context["widget"] |= {
            "chosen": option(chosen) if chosen else None,
            "offered": [option(picture) for picture in offered],
            "choices_url": reverse("admin:editorial_picture_choices"),
            "add_url": f"{reverse('admin:editorial_picture_add')}?{IS_POPUP_VAR}=1",
            "library_url": reverse("admin:editorial_picture_changelist"),
        }
        return context

    def optgroups(self, name, value, attrs=None):
        """List no options: the template prints tiles."""
        return []

    def value_from_datadict(self, data, files, name):
        """Return the key that was typed, else the one that was chosen."""
        return data.get(f"{name}-number", "").strip() or data.get(name)

    def id_for_label(self, id_, index=None):
        """Return nothing: a group of radio buttons is named by its legend."""
        return ""


class PictureChoiceField(NamedChoiceField):
    """Chooses a picture of the library; one that was deleted meanwhile is no choice."""

    default_error_messages = {
        "deleted": _("This picture was deleted. Choose another one, or bring it back first."),
    }

    def newest(self):
        """List the newest pictures, read once for all copies of the field."""
        if "newest" not in self._shared:
            self._shared["newest"] = list(self.queryset.to_choose()[:MOST])
        return self._shared["newest"]

    def to_python(self, value):
        """Return the picture of a key. Raises ValidationError for a deleted one, or for none."""
        picture = super().to_python(value)
        if picture is not None and picture.deleted_at:
            raise forms.ValidationError(self.error_messages["deleted"], code="deleted")
        return picture
