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

IS_CLOSED = _("This is closed at the moment. Please choose something else.")


class StartForm(PlainForm):
    """Choose one of the open choices and an age group. City and goal are carried along.

    `closed` are the choices that staff have closed: whoever still comes for one is told.
    `folded`: who came by a link that says already what it is about is not asked again.
    """

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

    def __init__(self, choices, *args, closed=(), folded=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.folded = folded
        self.open_choices = choices
        self.closed_choices = closed
        self.fields["kind"].choices = [
            (choice.kind, localized(choice, "label")) for choice in choices
        ]
        if self.closed_choice is not None:
            self.fields["kind"].error_messages["invalid_choice"] = IS_CLOSED

    @property
    def chosen_choice(self):
        """Return the open choice that a folded form shows as one line, or None."""
        kind = self["kind"].value()
        found = (choice for choice in self.open_choices if choice.kind == kind)
        return next(found, None) if self.folded else None

    @property
    def closed_choice(self):
        """Return the closed choice that somebody came for, or None."""
        kind = self["kind"].value()
        return next((choice for choice in self.closed_choices if choice.kind == kind), None)

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
