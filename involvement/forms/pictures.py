"""What is asked about a photograph or a scan: what is on it, whose work it is, who is seen.

Copyright and consent are two questions: who took it may not be who is seen on it.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.pictures.uploads import LimitedFileInput, in_browser
from involvement.forms.base import PlainForm
from involvement.intake import pictures
from involvement.intake.fields import TypedField
from involvement.models import SubmissionFile
from involvement.submissions import files

Use, Minors, Asked = SubmissionFile.Use, SubmissionFile.Minors, SubmissionFile.Asked

_CHOOSE = _("Choose one of the answers.")


def _choice(label, choices, help_text=""):
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=[("", _("Please choose")), *choices.choices],
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )


class AnswersForm(PlainForm):
    """The answers about one file. `values` gives them by the columns of `SubmissionFile`.

    Whether we may keep where it was taken can be taken back here, and not allowed any more: the
    file as it was sent is gone.
    """

    caption = TypedField(label=_("What is seen on it?"), max_length=500, lines=3, is_short=True)
    taken_when = TypedField(
        label=_("When was it taken?"),
        help_text=_("As well as you know: “about 1978” is enough."),
        max_length=100,
    )
    taken_where = TypedField(label=_("Where was it taken?"), max_length=200)
    taken_by = _choice(_("Who took it?"), SubmissionFile.TakenBy)
    use = _choice(
        _("What may we do with it?"),
        Use,
        _("You keep your rights in it, and can change this answer at any time."),
    )
    public_from = forms.DateField(
        label=_("Not before"),
        help_text=_("Only if you chose a day above."),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write the day as year-month-day: 2030-01-31.")},
    )
    shown_as = TypedField(
        label=_("Which name may stand beside it?"),
        help_text=_("Leave this empty if none shall."),
        max_length=200,
    )
    who_is_seen = TypedField(
        label=_("Who is seen on it?"),
        help_text=_("For us; we do not show this."),
        max_length=500,
        lines=2,
        is_short=True,
    )
    minors = _choice(_("Can anybody be recognized who is under 18 today?"), Minors)
    asked = _choice(_("Were those asked who can be recognized?"), Asked)
    keep_place = forms.BooleanField(
        label=_("The office may keep where it was taken"),
        help_text=_(
            "Phones often store the place in a picture. If you tick this, we keep it for the "
            "office alone: it is never shown, and no copy of the picture has it. If not, we do not "
            "keep it. You can take this back at any time; then the place is erased."
        ),
        required=False,
    )
    takes_a_file = False

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        if not self.takes_a_file and not self.initial.get("keep_place"):
            del self.fields["keep_place"]

    def clean(self):
        """Demand a day where one was chosen, and the yes of children and their parents."""
        cleaned = super().clean()
        use, day = cleaned.get("use"), cleaned.get("public_from")
        if use != Use.LATER:
            cleaned["public_from"] = None
        elif not day and "public_from" not in self.errors:
            self.add_error("public_from", _("Name the day from which it may be shown."))
        shows_minors = use in {Use.PUBLIC, Use.LATER} and cleaned.get("minors") == Minors.SOMEBODY
        if shows_minors and cleaned.get("asked") not in {None, Asked.YES}:
            words = _(
                "We show people under 18 only if they and their parents agree. Choose above that "
                "we keep it in the archive only, or ask them first."
            )
            self.add_error("asked", ValidationError(words))
        return cleaned

    def values(self):
        """Return the checked answers by the columns of `SubmissionFile`."""
        asked = {name: self.cleaned_data[name] for name in files.ANSWERS if name in self.fields}
        return {"keep_place": False, **asked}

    def agreed_words(self):
        """Return the questions about rights as they were shown, each with its answer."""
        shown = [name for name in files.AGREED if name in self.fields]
        return "\n".join(_said(self.fields[name], self.cleaned_data[name]) for name in shown)


def _said(field, value):
    """Return a question as it was shown, with its answer."""
    if isinstance(field, forms.BooleanField):
        what = gettext("yes") if value else gettext("no")
        words = gettext("%(field)s: %(what)s") % {"field": field.label, "what": what}
    else:
        choices = dict(getattr(field, "choices", ()))
        words = f"{field.label} {choices.get(value, value) if value else '—'}"
    return f"{words} ({field.help_text})" if field.help_text else words


class PictureForm(AnswersForm):
    """A file with the answers about it. What is valid has `received`."""

    file = forms.FileField(
        label=_("Photograph, scan or PDF"),
        help_text=_(
            "JPEG, PNG, WebP, HEIC or PDF of at most 20 MB. Of pictures we keep a copy without the "
            "place and the camera that are stored in them; the original stays with you."
        ),
        widget=LimitedFileInput(
            pictures.MOST_MEGABYTES,
            in_browser(pictures.TOO_LARGE, limit=pictures.MOST_MEGABYTES),
            {"accept": pictures.ACCEPT},
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another one."),
        },
    )
    field_order = ("file",)
    takes_a_file = True
    received = None

    def clean(self):
        """Read the file last, once everything else is right: that takes seconds."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            self.received = pictures.read(cleaned["file"], keeps_place=cleaned["keep_place"])
        except ValidationError as error:
            self.add_error("file", error)
        return cleaned
