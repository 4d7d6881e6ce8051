"""The translators' table: entries and languages, with counts and filters."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from editorial.admin.translations import badges
from editorial.models import Entry, LanguageVersion
from editorial.registry import kinds
from editorial.search import finding
from editorial.staff import roles
from editorial.text import languages
from editorial.translations import report

PER_PAGE = 50
PublicState = LanguageVersion.PublicState
WorkState = LanguageVersion.WorkState

TO_DO = Q(n_missing__gt=0) | Q(n_outdated__gt=0)
# What the list can be narrowed to: its name in the address, its words, its condition.
STATES = [
    ("to-do", gettext_lazy("Missing or outdated"), TO_DO),
    ("missing", gettext_lazy("Missing"), Q(n_missing__gt=0)),
    ("outdated", gettext_lazy("Outdated"), Q(n_outdated__gt=0)),
    (
        "asked",
        pgettext_lazy("of a translation", "Asked for"),
        Q(translation_asked_at__isnull=False),
    ),
    ("ahead", gettext_lazy("Made from a draft"), Q(n_ahead__gt=0)),
    ("machine", gettext_lazy("Machine-made"), Q(n_machine__gt=0)),
    ("unreviewed", gettext_lazy("Not reviewed"), Q(n_unreviewed__gt=0)),
    ("draft", gettext_lazy("Draft"), Q(work_state=WorkState.DRAFT)),
    ("in-review", gettext_lazy("In review"), Q(work_state=WorkState.IN_REVIEW)),
    ("scheduled", gettext_lazy("Scheduled"), Q(publish_at__isnull=False)),
    ("published", gettext_lazy("Published"), Q(public_state=PublicState.PUBLISHED)),
    ("withdrawn", gettext_lazy("Withdrawn"), Q(public_state=PublicState.WITHDRAWN)),
]


@dataclass(frozen=True)
class Cell:
    """One language of one entry, as the table shows it."""

    language: str
    url: str
    badges: list

    @property
    def language_name(self):
        """Name the language by itself."""
        return languages.own_name(self.language)


@dataclass(frozen=True)
class TableRow:
    """One entry with its languages. `tag` is the language of its name."""

    entry: Entry
    kind: str
    tag: str
    cells: list


class Filter(forms.Form):
    """What the list is narrowed to. Everything may stay empty."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, data, *, codes):
        super().__init__(data, auto_id="filter-%s", label_suffix="")
        self.codes = codes
        self.fields["kind"].choices = [("", _("All")), *_kind_choices()]
        self.fields["language"].choices = [
            ("", _("Any")),
            *[(code, languages.own_name(code)) for code in codes],
        ]
        self.fields["state"].choices = [("", _("Any")), *[(key, name) for key, name, _q in STATES]]

    def entries(self):
        """Query the entries that are wanted; what was not understood is left out."""
        wanted = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        entries = Entry.objects.filter(deleted_at=None).order_by("label", "pk")
        if words := wanted.get("q"):
            entries = finding.narrowed(entries, words, "pk")
        if label := wanted.get("kind"):
            app, model = label.split(".")
            entries = entries.filter(kind=ContentType.objects.get_by_natural_key(app, model))
        language, state = wanted.get("language"), wanted.get("state")
        if state:
            condition = next(condition for key, _name, condition in STATES if key == state)
            versions = LanguageVersion.objects.filter(
                condition,
                entry=OuterRef("pk"),
                language__in=[language] if language else self.codes,
            )
            entries = entries.filter(Exists(versions))
        return entries

    def shown_languages(self):
        """List the languages of the table: the one that was asked for, or all of one's own."""
        language = getattr(self, "cleaned_data", {}).get("language")
        return [language] if language else self.codes

    def is_narrowed(self):
        """Return whether anything was asked for."""
        return any(getattr(self, "cleaned_data", {}).values())


def table(request):
    """Show the table. Open to everybody who may write in some language."""
    codes = languages.for_desk(roles.require_any_language(request.user))
    chosen = Filter(request.GET or {}, codes=codes)
    page = Paginator(_with_versions(chosen.entries()), PER_PAGE).get_page(request.GET.get("page"))
    shown = chosen.shown_languages()
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **admin.site.each_context(request),
        "title": _("Translations"),
        "filter": chosen,
        "totals": report.totals(codes),
        "may_invite": roles.may_publish(request.user),
        "columns": [(languages.tag(code), languages.own_name(code)) for code in shown],
        "rows": [_table_row(entry, shown) for entry in page],
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "query": f"{query.urlencode()}&" if query else "",
    }
    return TemplateResponse(request, "admin/translations/table.html", context)


def next_to_do(entry, language):
    """Find the next entry whose translation is missing or outdated, after this one by name.

    Behind the last one it begins anew; None when nothing is left but this one.
    """
    waiting = (
        Entry.objects.filter(deleted_at=None)
        .filter(
            Exists(LanguageVersion.objects.filter(TO_DO, entry=OuterRef("pk"), language=language))
        )
        .exclude(pk=entry.pk)
        .order_by("label", "pk")
    )
    later = Q(label__gt=entry.label) | Q(label=entry.label, pk__gt=entry.pk)
    return waiting.filter(later).first() or waiting.first()


def translate_url(entry, language):
    """Return the address of the page of one language of one entry."""
    return reverse("admin:translate", args=[entry.pk, language])


def _with_versions(entries):
    versions = LanguageVersion.objects.only(
        "entry_id",
        "language",
        "source_language",
        "public_state",
        "work_state",
        "working_revision_id",
        "publish_at",
        "translation_asked_at",
        "scheduled_revision_id",
        "n_fields",
        "n_missing",
        "n_outdated",
        "n_ahead",
        "n_machine",
        "n_unreviewed",
    )
    return entries.prefetch_related(Prefetch("versions", queryset=versions))


def _table_row(entry, codes):
    versions = {version.language: version for version in entry.versions.all()}
    kind = ContentType.objects.get_for_id(entry.kind_id).model_class()
    return TableRow(
        entry=entry,
        kind=capfirst(str(kind._meta.verbose_name)) if kind else "",
        tag=languages.tag(entry.original_language),
        cells=[
            Cell(code, translate_url(entry, code), badges.of_version(versions.get(code)))
            for code in codes
        ],
    )


def _kind_choices():
    return [(kind.label, capfirst(str(kind.model._meta.verbose_name_plural))) for kind in kinds()]
