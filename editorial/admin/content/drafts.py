"""Drafts in lists and on the first page: what has changes that the public does not see yet."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.models import LanguageVersion

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
