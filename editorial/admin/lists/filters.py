"""What a list can be narrowed to, in words: each a field with a label, states as tabs."""

from datetime import timedelta

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.admin.content.drafts import UNPUBLISHED
from editorial.models import Entry, LanguageVersion
from editorial.text import languages
from editorial.text.languages import NEUTRAL

PublicState = LanguageVersion.PublicState
WorkState = LanguageVersion.WorkState

_PUBLIC = Q(live_revision__isnull=False) & ~Q(language=NEUTRAL)
_IN_REVIEW = Q(work_state=WorkState.IN_REVIEW)
_PLANNED = Q(publish_at__isnull=False) | Q(unpublish_at__isnull=False)
_OFF = Q(public_state=PublicState.WITHDRAWN)


class Select(admin.SimpleListFilter):
    """A filter as a field with a label and choices."""

    template = "admin/lists/select.html"
    any_words = _("Any")

    def choices(self, changelist):
        """Yield what can be chosen: the value, its words, whether it is chosen."""
        yield {"value": "", "display": self.any_words, "selected": not self.value()}
        for value, words in self.lookup_choices:
            chosen = str(value) == self.value()
            yield {"value": value, "display": words, "selected": chosen}

    def queryset(self, request, queryset):
        """Narrow the rows to what was chosen; what was not understood is left out."""
        if self.value() in {str(value) for value, _words in self.lookup_choices}:
            return self.narrowed(queryset, self.value())
        return queryset

    def narrowed(self, queryset, value):
        """Narrow the rows to a value that is offered."""
        raise NotImplementedError


class FieldSelect(admin.ChoicesFieldListFilter):
    """The choices of a field of the model, as a field with a label."""

    template = "admin/lists/select.html"

    @property
    def parameter_name(self):
        """Return the name of the field in the address."""
        return self.lookup_kwarg

    def choices(self, changelist):
        """Yield what can be chosen: the value, its words, whether it is chosen."""
        chosen = [str(value) for value in self.lookup_val or []]
        yield {"value": "", "display": _("Any"), "selected": not chosen}
        for value, words in self.field.flatchoices:
            yield {"value": value, "display": words, "selected": str(value) in chosen}


class NamedSelect(Select):
    """Things of another kind that rows name, such as the cities of events, by their names.

    Subclasses name the `model` and the `field` of the rows.
    """

    model = None
    field = ""

    def lookups(self, request, model_admin):
        """List them by name."""
        kind = ContentType.objects.get_for_model(self.model)
        there = Entry.objects.filter(kind=kind, deleted_at=None).order_by("label")
        return list(there.values_list("object_pk", "label"))

    def narrowed(self, queryset, value):
        """Keep the rows that name it."""
        return queryset.filter(**{self.field: value})


class StateTabs(admin.SimpleListFilter):
    """Where a thing stands, as tabs above the list. `entry` is the way from a row to its entry."""

    title = _("state")
    parameter_name = "state"
    template = "admin/lists/tabs.html"
    is_tabs = True
    entry = "entry"

    def lookups(self, request, model_admin):
        """List the states."""
        return [
            ("public", _("Public")),
            ("draft", _("Draft")),
            ("in-review", _("In review")),
            ("scheduled", _("Scheduled")),
            ("off", _("Off the site")),
        ]

    def choices(self, changelist):
        """Yield the tabs; each leads to its first page."""
        yield {
            "selected": not self.value(),
            "query_string": changelist.get_query_string(remove=[self.parameter_name, "p"]),
            "display": _("All"),
        }
        for value, words in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value}, ["p"])
            yield {
                "selected": self.value() == value,
                "query_string": query,
                "display": words,
            }

    def queryset(self, request, queryset):
        """Narrow the rows to a state."""
        match self.value():
            case "public":
                return queryset.filter(self._some(_PUBLIC))
            case "draft":
                return queryset.filter(self._one_of_few(UNPUBLISHED & ~_IN_REVIEW))
            case "in-review":
                return queryset.filter(self._one_of_few(_IN_REVIEW))
            case "scheduled":
                return queryset.filter(self._one_of_few(_PLANNED))
            case "off":
                return queryset.filter(self._one_of_few(_OFF), ~self._some(_PUBLIC))
        return queryset

    def _some(self, condition):
        """Return the condition that some version of the entry fulfils another one."""
        return Exists(LanguageVersion.objects.filter(condition, entry=OuterRef(self.entry)))

    def _one_of_few(self, condition):
        """Return the same where few versions fulfil it: they are looked for once, not per row."""
        few = LanguageVersion.objects.filter(condition).order_by().values("entry")
        return Q(**{f"{self.entry}__in": few})


class LacksSelect(Select):
    """Languages in which something lacks: not public, missing or outdated."""

    title = _("Lacks the language")
    parameter_name = "lacks"
    entry = "entry"

    def lookups(self, request, model_admin):
        """List the languages by their names in the reader's language."""
        return [(code, languages.name_of(code)) for code in languages.at_desk()]

    def narrowed(self, queryset, value):
        """Keep the rows that are not complete in a language."""
        complete = LanguageVersion.objects.filter(
            entry=OuterRef(self.entry),
            language=value,
            live_revision__isnull=False,
            n_missing=0,
            n_outdated=0,
        )
        return queryset.exclude(Exists(complete))


class PersonSelect(Select):
    """The person who changed a row last. `way` leads from a row to its entry."""

    title = _("Changed last by")
    parameter_name = "by"
    any_words = _("Anybody")
    way = "entry__"

    def lookups(self, request, model_admin):
        """List those who changed anything last."""
        people = get_user_model().objects.filter(
            Exists(Entry.objects.filter(changed_by=OuterRef("pk")))
        )
        return [(person.pk, str(person)) for person in people.order_by("username")]

    def narrowed(self, queryset, value):
        """Keep what somebody changed last."""
        return queryset.filter(**{f"{self.way}changed_by": value})


class TimeSelect(Select):
    """How long ago a row was changed. `way` leads from a row to its entry."""

    title = _("Changed")
    parameter_name = "since"
    any_words = _("Any time")
    way = "entry__"

    def lookups(self, request, model_admin):
        """List spans of time, by their days."""
        return [
            ("1", _("Today")),
            ("7", _("In the last 7 days")),
            ("30", _("In the last 30 days")),
            ("365", _("In the last 12 months")),
        ]

    def narrowed(self, queryset, value):
        """Keep what was changed since the beginning of the first of so many days."""
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        since = today - timedelta(days=int(value) - 1)
        return queryset.filter(**{f"{self.way}changed_at__gte": since})
