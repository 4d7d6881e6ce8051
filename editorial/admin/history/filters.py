"""What a history is narrowed to: language, person, kind of action, time, kind of thing."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from editorial.admin.history import rights
from editorial.models import WRITING, Act, Action
from editorial.text import languages
from editorial.text.languages import NEUTRAL

Kind = Action.Kind

# What is asked for by its name in the address, its words, its actions.
ACTIONS = [
    ("written", gettext_lazy("Written"), WRITING - {Kind.REVIEW}),
    ("public", gettext_lazy("Published"), {Kind.PUBLISH, Kind.UNDO}),
    ("off", gettext_lazy("Taken off the site"), {Kind.WITHDRAW, Kind.UNDO}),
    ("planned", gettext_lazy("Planned"), {Kind.PLAN, Kind.UNPLAN, Kind.PLAN_END, Kind.UNPLAN_END}),
    ("review", gettext_lazy("Review"), {Kind.ASK, Kind.SEND_BACK, Kind.REVIEW}),
    (
        "translation",
        gettext_lazy("Translation asked for"),
        {Kind.ASK_TRANSLATION, Kind.UNASK_TRANSLATION},
    ),
    ("restored", gettext_lazy("Brought back"), {Kind.RESTORE, Kind.RECOVER, Kind.UNDO}),
    ("deleted", gettext_lazy("Deleted"), {Kind.DELETE}),
]
DAYS = [
    ("1", gettext_lazy("Since yesterday")),
    ("7", gettext_lazy("The last 7 days")),
    ("30", gettext_lazy("The last 30 days")),
    ("365", gettext_lazy("The last year")),
]


class DayInput(forms.DateInput):
    """A day from the browser's own calendar."""

    input_type = "date"


class HistoryFilter(forms.Form):
    """Narrows the acts of one thing. Everything may stay empty; what is not understood is too.

    `seen` lists the codes that may be shown, None for all.
    """

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    what = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    days = forms.ChoiceField(label=gettext_lazy("When"), required=False)

    def __init__(self, data, *, people, seen=None):
        super().__init__(data or None, auto_id="filter-%s", label_suffix="")
        self.seen = seen
        codes = languages.at_desk() if seen is None else languages.for_desk(seen)
        names = [(code, languages.name_of(code)) for code in codes]
        facts = [(NEUTRAL_NAME, _("Facts and parts"))] if seen is None else []
        self.fields["language"].choices = [("", _("All")), *names, *facts]
        self.fields["who"].choices = [
            ("", _("Everybody")),
            *((str(user.pk), str(user)) for user in people),
        ]
        self.fields["what"].choices = [("", _("Everything")), *((k, w) for k, w, _d in ACTIONS)]
        self.fields["days"].choices = [("", _("At any time")), *DAYS]

    def wanted(self):
        """Return what was asked for and understood."""
        self.is_valid()
        return getattr(self, "cleaned_data", {})

    def is_narrowed(self):
        """Return whether anything was asked for."""
        return any(self.wanted().values())

    def narrow(self, acts):
        """Keep the acts that are asked for."""
        wanted = self.wanted()
        if who := wanted.get("who"):
            acts = acts.filter(by=who)
        if days := wanted.get("days"):
            acts = acts.filter(at__gte=timezone.now() - timedelta(days=int(days)))
        actions = self._actions(wanted)
        return acts if actions is None else acts.filter(Exists(actions.filter(act=OuterRef("pk"))))

    def _actions(self, wanted):
        """Return the actions of which an act needs one, None for no matter which."""
        condition = Q()
        if language := wanted.get("language"):
            condition &= Q(language=NEUTRAL if language == NEUTRAL_NAME else language)
        elif self.seen is not None:
            condition &= Q(language__in=self.seen)
        if what := wanted.get("what"):
            condition &= Q(kind__in=next(kinds for key, _words, kinds in ACTIONS if key == what))
        return Action.objects.filter(condition) if condition else None


# How facts are called in an address.
NEUTRAL_NAME = "facts"


class ChangesFilter(HistoryFilter):
    """Narrows the acts of everything."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    since = forms.DateField(
        label=pgettext_lazy("of a period", "From"), required=False, widget=DayInput
    )
    until = forms.DateField(
        label=pgettext_lazy("of a period", "To"), required=False, widget=DayInput
    )

    field_order = ["kind", "language", "who", "what", "days", "since", "until"]

    def __init__(self, data, *, user, people, seen=None):
        super().__init__(data, people=people, seen=seen)
        models = rights.models_seen(user)
        self.models = {model._meta.label_lower: model for model in models}
        self.fields["kind"].choices = [
            ("", _("All")),
            *((key, capfirst(str(m._meta.verbose_name_plural))) for key, m in self.models.items()),
        ]

    def narrow(self, acts):
        """Keep the acts that are asked for."""
        wanted = self.wanted()
        acts = super().narrow(acts)
        if kind := wanted.get("kind"):
            acts = acts.filter(entry__kind=ContentType.objects.get_for_model(self.models[kind]))
        if since := wanted.get("since"):
            acts = acts.filter(at__gte=_midnight(since))
        if until := wanted.get("until"):
            acts = acts.filter(at__lt=_midnight(until + timedelta(days=1)))
        return acts


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def people_of(**conditions):
    """List who did something of these acts, by name."""
    theirs = Act.objects.filter(by=OuterRef("pk"), **conditions)
    return get_user_model().objects.filter(Exists(theirs)).order_by("username")
