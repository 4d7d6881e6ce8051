"""What staff type to bring a memory to the timeline."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.models import Event
from involvement.admin.inbox.forms import ActionForm
from involvement.forms.timeline import TimelineForm

_CHOOSE = _("Choose one of the answers.")


class DraftForm(ActionForm):
    """Of what kind the event is that a memory tells of; everything else is in the memory."""

    action = "draft"

    kind = forms.ChoiceField(
        label=_("Kind of event"),
        choices=[("", _("Please choose")), *Event.Kind.choices],
        error_messages={"required": _("Choose a kind of event."), "invalid_choice": _CHOOSE},
    )


class PhoneForm(TimelineForm):
    """What somebody without mail said on the phone.

    `version` is that of the page, `base` the fingerprint of what was to be read to them.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)
    field_order = ("version", "base", "says", "shown_as")

    def __init__(self, data=None, *, initial=None):
        super().__init__(data, initial=initial)
        self.auto_id = "phone-%s"
        self.label_suffix = ""


class BesideForm(forms.Form):
    """The event beside which a memory stands."""

    event = forms.ModelChoiceField(
        Event.objects.none(),
        label=_("Event"),
        empty_label=_("Please choose"),
        error_messages={"required": _("Choose an event."), "invalid_choice": _CHOOSE},
    )

    def __init__(self, events, data=None):
        super().__init__(data, label_suffix="")
        field = self.fields["event"]
        field.queryset = events
        field.label_from_instance = lambda event: f"{event.when() or '–'}: {event.entry.label}"
