"""Drafts in lists and on the first page: what has changes that the public does not see yet."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.models import Entry, LanguageVersion
from editorial.registry import kinds
from editorial.staff import dashboard

UNPUBLISHED = Q(working_revision__isnull=False) & (
    Q(live_revision__isnull=True) | ~Q(working_revision=F("live_revision"))
)


def with_states(rows, entry="entry_id"):
    """Annotate rows with whether their entry has a draft, waits for review, has a planned time."""
    versions = LanguageVersion.objects.filter(entry=OuterRef(entry))
    return rows.annotate(
        has_draft=Exists(versions.filter(UNPUBLISHED)),
        is_in_review=Exists(versions.filter(work_state=LanguageVersion.WorkState.IN_REVIEW)),
        is_planned=Exists(versions.filter(publish_at__isnull=False)),
    )


def states_of(row):
    """List in words what is open about a row that `with_states` annotated."""
    words = [
        (row.is_planned, _("Scheduled")),
        (row.is_in_review, _("In review")),
        (row.has_draft and not row.is_in_review, _("Draft")),
    ]
    return [word for is_so, word in words if is_so]


class DraftFilter(admin.SimpleListFilter):
    """Choose what has changes that are not public."""

    title = gettext_lazy("draft")
    parameter_name = "draft"

    def lookups(self, request, model_admin):
        """One choice beside "all"."""
        return [("yes", _("with a draft"))]

    def queryset(self, request, queryset):
        """Narrow rows that `with_states` annotated."""
        return queryset.filter(has_draft=True) if self.value() == "yes" else queryset


@dashboard.register
def drafts(request):
    """Count what has changes that are not public, for whoever edits content."""
    may_edit = any(
        request.user.has_perm(f"{kind.model._meta.app_label}.change_{kind.model._meta.model_name}")
        for kind in kinds()
    )
    if not may_edit or not request.user.has_perm("editorial.view_entry"):
        return None
    count = with_states(Entry.objects.filter(deleted_at=None), "pk").filter(has_draft=True).count()
    if not count:
        return None
    title = ngettext("item has a draft", "items have a draft", count)
    url = f"{reverse('admin:editorial_entry_changelist')}?draft=yes"
    return dashboard.Card(str(count), title, _("The public does not see it yet."), url)
