"""What the inbox can be narrowed to. Names and addresses of people are sought by another form.

What stands in a filter stands in the address of the page, so none of it may be personal.
"""

from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.models import Entry
from editorial.text import characters
from involvement.enums import Kind
from involvement.intake import reachable
from involvement.models import Submission
from involvement.receipt_numbers import as_reference
from involvement.submissions.deadlines import has_waited_longer_than

State = Submission.State

# The tabs: their names in the address, their words, their states.
TABS = {
    "to-do": (_("To do"), [State.NEW, State.ASSIGNED]),
    "waiting": (_("Waiting"), [State.WAITING]),
    "answered": (_("Answered"), [State.ANSWERED]),
    "closed": (_("Closed"), [State.CLOSED]),
    "withdrawn": (pgettext_lazy("of a message, by its sender", "Withdrawn"), [State.WITHDRAWN]),
    "held": (_("Held for review"), [State.HELD]),
    "all": (_("All"), [state for state in State.values if state != State.UNCONFIRMED]),
}
FIRST_TAB = "to-do"

OVERDUE = "overdue"
WAITING_TIMES = [
    ("", _("Any")),
    (OVERDUE, _("Overdue")),
    ("7", _("More than 7 days")),
    ("14", _("More than 14 days")),
    ("30", _("More than 30 days")),
]

# A search that finds more than this is too wide to be read.
MOST_FOUND = 100


class Filter(forms.Form):
    """What the list is narrowed to. Everything may stay empty."""

    state = forms.ChoiceField(
        choices=[(key, words) for key, (words, _states) in TABS.items()],
        required=False,
        widget=forms.HiddenInput,
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices]
    )
    city = forms.ModelChoiceField(Entry.objects.none(), label=_("City"), required=False)
    goal = forms.ModelChoiceField(Entry.objects.none(), label=_("Goal"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Any")), *settings.LANGUAGES]
    )
    wait = forms.ChoiceField(label=_("Wait"), required=False, choices=WAITING_TIMES)
    assigned = forms.ChoiceField(
        label=_("Assigned to"),
        required=False,
        choices=[("", _("Anybody")), ("me", _("Me")), ("nobody", _("Nobody"))],
    )
    erasure = forms.BooleanField(label=_("Erasure asked for"), required=False)

    def __init__(self, data, *, user):
        super().__init__(data, auto_id="filter-%s", label_suffix="")
        self.user = user
        for name in ("city", "goal"):
            self.fields[name].queryset = _entries_named_by(name)
            self.fields[name].empty_label = _("All")
        self.is_valid()
        # What was not understood is left out.
        self.wanted = {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def tab(self):
        """Return the key of the tab that is open."""
        return self.wanted.get("state", FIRST_TAB)

    def submissions(self):
        """Query what is wanted: what is to do by its wait, all else by what came last."""
        wanted, now = self.wanted, timezone.now()
        found = Submission.objects.readable().filter(state__in=TABS[self.tab][1])
        for name in ("kind", "city", "goal", "language"):
            if name in wanted:
                found = found.filter(**{name: wanted[name]})
        if "erasure" in wanted:
            found = found.filter(erasure_requested_at__isnull=False)
        match wanted.get("wait"):
            case None:
                pass
            case "overdue":
                found = found.overdue(timezone.localdate())
            case days:
                found = found.filter(has_waited_longer_than(int(days), now))
        match wanted.get("assigned"):
            case "me":
                found = found.filter(assigned_to=self.user)
            case "nobody":
                found = found.filter(assigned_to=None)
        if self.tab == "to-do":
            return found.order_by("received_at", "pk")
        return found.order_by("-received_at", "-pk")

    def is_narrowed(self):
        """Return whether anything but a tab was asked for."""
        return bool(set(self.wanted) - {"state"})

    def query(self, **changes):
        """Write what is wanted as the query of an address; `changes` replace parts of it."""
        names = {name: getattr(value, "pk", value) for name, value in self.wanted.items()}
        return urlencode({**names, **changes})


class Search(forms.Form):
    """Finding one person's submissions. It is sent by POST, so that no address holds a name."""

    q = forms.CharField(
        label=_("Receipt number, whole email address or part of the name"), max_length=254
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="search-%s", label_suffix="")

    def submissions(self):
        """Query what fits, in all states."""
        words = characters.short(self.cleaned_data["q"])
        return Submission.objects.readable().filter(_said_by(words)).order_by("-received_at", "-pk")


def _said_by(words):
    """Return the condition for a number, an address or a name.

    SQLite compares letters without regard to case only in the Latin alphabet, so names are sought
    in their usual cases, too.
    """
    if "@" in characters.plain(words):
        return Q(email__iexact=reachable.plain_email(words))
    found = Q(name__icontains=words)
    for form in {words.title(), words.capitalize(), words.upper(), words.lower()}:
        found |= Q(name__contains=form)
    if reference := as_reference(words):
        found |= Q(reference=reference)
    return found


def _entries_named_by(field):
    """Query the cities or goals about which anything was ever sent."""
    return Entry.objects.filter(
        Exists(Submission.objects.readable().filter(**{field: OuterRef("pk")}).order_by())
    ).order_by("label", "pk")
