"""Drafts on the first page: what has changes that the public does not see yet."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.models import Entry, LanguageVersion
from editorial.registry import kinds
from editorial.staff import dashboard

UNPUBLISHED = Q(working_revision__isnull=False) & (
    Q(live_revision__isnull=True) | ~Q(working_revision=F("live_revision"))
)


@dashboard.register
def drafts(request):
    """Count what has changes that are not public, for whoever edits content."""
    may_edit = any(
        request.user.has_perm(f"{kind.model._meta.app_label}.change_{kind.model._meta.model_name}")
        for kind in kinds()
    )
    if not may_edit or not request.user.has_perm("editorial.view_entry"):
        return None
    drafted = LanguageVersion.objects.filter(UNPUBLISHED, entry=OuterRef("pk"))
    count = Entry.objects.filter(Exists(drafted), deleted_at=None).count()
    if not count:
        return None
    title = ngettext("item has a draft", "items have a draft", count)
    url = f"{reverse('admin:editorial_entry_changelist')}?state=draft"
    return dashboard.Card(str(count), title, _("The public does not see it yet."), url)
