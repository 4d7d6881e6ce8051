"""The first step: what it is about, and the age group. Nothing is stored from it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.text.localized import localized
from involvement.enums import AgeBand
from involvement.forms.base import PlainForm

AGE_LABELS = (
    (AgeBand.ADULT, _("18 or older")),
    (AgeBand.YOUNG, _("13 to 17")),
    (AgeBand.CHILD, _("Under 13")),
)


class StartForm(PlainForm):
    """Choose one of the open choices and an age group. City and goal are carried along."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose what it is about from the list."),
        },
    )
    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        help_text=_("We ask for no birthday."),
        choices=AGE_LABELS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose your age group."),
            "invalid_choice": _("Choose your age group from the list."),
        },
    )
    city = forms.CharField(required=False, widget=forms.HiddenInput)
    goal = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, choices, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.open_choices = choices
        self.fields["kind"].choices = [
            (choice.kind, localized(choice, "label")) for choice in choices
        ]

    def kind_options(self):
        """List the radio buttons of the kinds, each as (button, choice, id of its help)."""
        return [
            _option(button, choice)
            for button, choice in zip(self["kind"], self.open_choices, strict=True)
        ]


def _option(button, choice):
    help_id = ""
    if localized(choice, "help"):
        help_id = f"{button.id_for_label}_help"
        button.data["attrs"]["aria-describedby"] = help_id
    return button, choice, help_id
