"""What was saved in one language of one entry, revision by revision, and the way back."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial import publishing
from editorial.admin.field_names import FieldNames
from editorial.admin.translations.page import find
from editorial.admin.translations.table import translate_url
from editorial.models import Revision
from editorial.publishing import going_back
from editorial.registry import is_rich
from editorial.revisions.data import texts_of
from editorial.text import diff, languages
from editorial.translations import progress

PER_PAGE = 20


@dataclass(frozen=True)
class TextChange:
    """A text that a revision changed. Without a change of words only the markup differs."""

    label: str
    changes: list

    @property
    def is_markup_only(self):
        """Return whether the words stayed the same."""
        return not diff.is_changed(self.changes)


@dataclass(frozen=True)
class Step:
    """A revision with what it changed against the one before."""

    revision: Revision
    changes: list
    is_live: bool
    is_working: bool


@require_http_methods(["GET", "HEAD", "POST"])
def history(request, entry_pk, language):
    """List the revisions, the newest first; a POST restores the one it names as a draft."""
    entry, language = find(request, entry_pk, language)
    revisions = Revision.objects.filter(entry=entry, language=language)
    if request.method == "POST":
        return _restore(request, entry, language, revisions)
    versions = publishing.versions_of(entry)
    page = Paginator(revisions.select_related("created_by").order_by("-number"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    own_name = languages.own_name(language)
    context = {
        **admin.site.each_context(request),
        "title": _("History of %(thing)s: %(language)s") % {"thing": entry, "language": own_name},
        "entry": entry,
        "entry_tag": languages.tag(entry.original_language),
        "language_name": own_name,
        "language_tag": languages.tag(language),
        "translate_url": translate_url(entry, language),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "steps": _steps(entry, versions, versions.get(language), revisions, list(page)),
    }
    return TemplateResponse(request, "admin/translations/history.html", context)


def _restore(request, entry, language, revisions):
    number = request.POST.get("restore", "")
    number = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    revision = get_object_or_404(revisions, number=number)
    restored = going_back.restore(revision, by=request.user)
    words = _("Number %(old)s is back as a draft, under number %(new)s.")
    messages.success(request, words % {"old": revision.number, "new": restored.number})
    return HttpResponseRedirect(translate_url(entry, language))


def _steps(entry, versions, version, revisions, shown):
    """Compare each revision that is shown with the one before it."""
    if not shown:
        return []
    state = progress.state_of(versions)
    names = FieldNames(state.facts, state.models)
    before_all = revisions.filter(number__lt=shown[-1].number).order_by("-number").first()
    return [
        Step(
            revision=revision,
            changes=_changes(names, state.models, before, revision),
            is_live=revision.pk == version.live_revision_id,
            is_working=revision.pk == version.working_revision_id,
        )
        for revision, before in zip(shown, [*shown[1:], before_all], strict=True)
    ]


def _changes(names, models, before, after):
    old, new = texts_of(before), texts_of(after)
    order = [*models, *(part for part in {**old, **new} if part not in models)]
    found = []
    for part in order:
        was, now = old.get(part, {}), new.get(part, {})
        for field in {**now, **was}:
            if was.get(field, "") != now.get(field, ""):
                # Of a part that is gone nobody knows the model; markup then shows as such.
                rich = part in models and _is_rich(models[part], field)
                changes = diff.changes(was.get(field, ""), now.get(field, ""), rich=rich)
                found.append(TextChange(names.name(part, field), diff.condensed(changes)))
    return found


def _is_rich(model, field):
    try:
        return is_rich(model, field)
    except LookupError:
        return False
