"""What is asked before something is taken off the site."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.models import Entry, LanguageVersion, TakenOff
from editorial.publishing.taking_off import Why
from editorial.registry import kinds
from editorial.text import languages

NOW, THEN = "now", "then"
CALL_OFF, KEEP = "call-off", "keep"


class WhyForm(forms.Form):
    """Why something goes, what readers are told, and where its address leads."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=TakenOff.Reason.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    explanation = forms.ChoiceField(
        label=gettext_lazy("What are readers told?"),
        choices=[("", gettext_lazy("Choose a sentence")), *TakenOff.Explanation.choices],
        required=False,
        help_text=gettext_lazy("It stands in every language."),
    )
    target = forms.ChoiceField(
        label=gettext_lazy("Where should its address lead?"),
        required=False,
        help_text=gettext_lazy("Former addresses of it lead there as well."),
    )

    def __init__(self, *args, leaving=(), **kwargs):
        """Offer everything public to lead to, but the entries that leave."""
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["target"].choices = _targets(leaving)

    def why(self):
        """Return the `Why`, or None where no reason was given."""
        values = self.cleaned_data
        if not values.get("reason"):
            return None
        key = values.get("target")
        target = Entry.objects.select_related("kind").filter(pk=key).first() if key else None
        return Why(values["reason"], target, values.get("explanation", ""))


class LeavingForm(WhyForm):
    """Why, where the address leads, and when."""

    when = forms.ChoiceField(
        label=gettext_lazy("When?"),
        choices=[(NOW, gettext_lazy("Now")), (THEN, gettext_lazy("At a time"))],
        initial=NOW,
        widget=forms.RadioSelect,
    )


class TakeOffForm(LeavingForm):
    """Which languages, why, where the address leads, and when.

    `reason` and what goes with it are asked where the thing has an address of its own; `plans`
    where something of it is planned.
    """

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what is taken off.")},
    )
    plans = forms.ChoiceField(
        label=gettext_lazy("What is planned, if it is taken off now"),
        choices=[
            (CALL_OFF, gettext_lazy("Call it off")),
            (KEEP, gettext_lazy("Keep it: it goes public at its time, and is back then")),
        ],
        initial=CALL_OFF,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, entry, public, has_address, has_plans, **kwargs):
        super().__init__(data, leaving=[entry], **kwargs)
        self.fields["languages"].choices = [(code, languages.own_name(code)) for code in public]
        if not has_plans:
            del self.fields["plans"]
        if not has_address:
            for name in ("reason", "explanation", "target"):
                del self.fields[name]


def _targets(leaving):
    """List what is public and has a place on the site, by its kind, for a list to choose from."""
    models = [kind.model for kind in kinds() if hasattr(kind.model, "get_absolute_url")]
    types = ContentType.objects.get_for_models(*models)
    public = Entry.objects.filter(
        kind__in=types.values(),
        deleted_at=None,
        versions__public_state=LanguageVersion.PublicState.PUBLISHED,
    )
    groups = {kind: [] for kind in types.values()}
    for other in (
        public.exclude(pk__in=[entry.pk for entry in leaving])
        .distinct()
        .order_by("label")
        .select_related("kind")
    ):
        groups[other.kind].append((str(other.pk), other.label))
    nowhere = ("", _("Nowhere: readers are told that it is gone"))
    return [
        nowhere,
        *(
            (capfirst(model._meta.verbose_name_plural), groups[kind])
            for model, kind in types.items()
            if groups[kind]
        ),
    ]
