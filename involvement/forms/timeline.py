"""What its sender says before a memory stands on the timeline."""

from django import forms
from django.utils.translation import gettext_lazy as _

from involvement.forms.base import PlainForm
from involvement.intake.fields import TypedField

NAMELESS, NAMED, NO = "nameless", "named", "no"

_CHOOSE = _("Choose one of the answers.")


class TimelineForm(PlainForm):
    """Yes without a name, yes with one, or no."""

    says = forms.ChoiceField(
        label=_("May it stand on the timeline?"),
        choices=[
            ("", _("Please choose")),
            (NAMELESS, _("Yes, as the memory of a resident, without my name")),
            (NAMED, _("Yes, with the name below")),
            (NO, _("No")),
        ],
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    shown_as = TypedField(
        label=_("The name that may stand beside it"),
        help_text=_("Only if you chose a name above."),
        max_length=200,
    )

    def clean(self):
        """Demand the name that shall be shown, and drop one that shall not."""
        cleaned = super().clean()
        if cleaned.get("says") != NAMED:
            cleaned["shown_as"] = ""
        elif not cleaned.get("shown_as") and "shown_as" not in self.errors:
            self.add_error("shown_as", _("Write the name that may stand beside it."))
        return cleaned

    @property
    def says_yes(self):
        """Return whether the checked answer is a yes."""
        return self.cleaned_data["says"] != NO

    def agreed_words(self, *shown):
        """Return what was shown, and the question as it stood there with its answer."""
        field = self.fields["says"]
        says = dict(field.choices)[self.cleaned_data["says"]]
        words = [*map(str, shown), f"{field.label} {says}", self.cleaned_data["shown_as"]]
        return "\n".join(word for word in words if word)
