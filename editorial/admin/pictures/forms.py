"""The forms of the library: a picture with its focal point, several files at once, a removal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.models import Picture
from editorial.pictures.uploads import (
    LimitedFileInput,
    PictureFormField,
    PictureInput,
    in_browser,
)

# Uploaded in one go: each takes two seconds, and somebody waits for the page.
MOST_FILES = 20
MOST_MEGABYTES = 60

NINTHS = [
    ("17,17", _("Top left")),
    ("50,17", _("Top")),
    ("83,17", _("Top right")),
    ("17,50", _("Left")),
    ("50,50", _("Middle")),
    ("83,50", _("Right")),
    ("17,83", _("Bottom left")),
    ("50,83", _("Bottom")),
    ("83,83", _("Bottom right")),
]


class Slider(forms.NumberInput):
    """A number in percent as a slider."""

    input_type = "range"

    def __init__(self):
        super().__init__({"min": 0, "max": 100, "step": 1})


class Day(forms.DateInput):
    """A day, chosen by the browser's own calendar."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class PictureForm(forms.ModelForm):
    """A picture with the point that stays in view: one of nine, or exactly by two sliders."""

    ninth = forms.ChoiceField(
        label=_("Point at what must stay in view"),
        choices=NINTHS,
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = Picture
        fields = [
            "title",
            "file",
            "credit",
            "license",
            "shown_until",
            "credit_url",
            "focal_x",
            "focal_y",
        ]
        widgets = {
            "focal_x": Slider,
            "focal_y": Slider,
            "file": PictureInput,
            "shown_until": Day,
        }
        labels = {
            "title": _("Name for staff"),
            "credit": _("Who made it"),
            "license": _("What allows us to show it"),
            "focal_x": _("From the left"),
            "focal_y": _("From the top"),
        }
        help_texts = {"focal_x": "", "focal_y": ""}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        point = f"{self.instance.focal_x},{self.instance.focal_y}"
        self.initial["ninth"] = point if point in dict(NINTHS) else ""

    def clean(self):
        """Take one of the nine points, if another one was chosen."""
        cleaned = super().clean()
        if "ninth" in self.changed_data and cleaned.get("ninth"):
            x, y = cleaned["ninth"].split(",")
            cleaned["focal_x"], cleaned["focal_y"] = int(x), int(y)
        return cleaned


def are_too_many(uploads):
    """Return whether these files are more than somebody can wait for."""
    megabytes = sum(upload.size for upload in uploads) / 1024 / 1024
    return len(uploads) > MOST_FILES or megabytes > MOST_MEGABYTES


_TOO_MANY = _("At most %(files)d files with %(megabytes)d MB together. Choose fewer.")


class FilesInput(LimitedFileInput):
    """A file input for several files."""

    allow_multiple_selected = True

    def __init__(self):
        too_much = in_browser(_TOO_MANY, files=MOST_FILES, megabytes=MOST_MEGABYTES)
        super().__init__(MOST_MEGABYTES, too_much, {"data-most-files": MOST_FILES})


class PicturesFormField(PictureFormField):
    """Several pictures: `cleaned_data` maps what was uploaded to a picture or to the refusal."""

    widget = FilesInput

    default_error_messages = {"too_many": _TOO_MANY}

    def clean(self, data, initial=None):
        """Decode each. Raises ValidationError only if there is none, or too much."""
        uploads = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if are_too_many(uploads):
            limits = {"files": MOST_FILES, "megabytes": MOST_MEGABYTES}
            raise forms.ValidationError(self.error_messages["too_many"], "too_many", limits)
        return [(upload, self._one(upload)) for upload in uploads]

    def _one(self, upload):
        try:
            return super().clean(upload)
        except forms.ValidationError as error:
            return error


class SeveralForm(forms.Form):
    """Several pictures by the same person, under the same terms."""

    files = PicturesFormField(
        label=_("Files"),
        help_text=_(
            "At most 20 files with 60 MB together: JPEG, PNG, WebP, AVIF, GIF or the HEIC of a "
            "phone. Large pictures are made smaller; place and camera are removed."
        ),
    )
    credit = forms.CharField(label=_("Who made them"), max_length=200)
    license = forms.CharField(
        label=_("What allows us to show them"),
        max_length=100,
        help_text=Picture._meta.get_field("license").help_text,
    )


class RemovalForm(forms.Form):
    """Why a picture is taken off the web."""

    reason = forms.CharField(
        label=_("Reason, for the audit log"),
        max_length=200,
        help_text=_("Such as “consent taken back”. Do not name who is in the picture."),
    )
