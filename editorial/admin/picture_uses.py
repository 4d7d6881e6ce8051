"""Where a picture is used: in what is public, in drafts, and in what was deleted and may come back.

The database protects only rows; drafts and tombstones name a picture in their revisions.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.models import Entry, LanguageVersion, Picture
from editorial.registry import fact_fields, kinds
from editorial.revisions.data import facts_of
from editorial.text.languages import NEUTRAL


@dataclass(frozen=True)
class Use:
    """One entry that uses a picture, and whether the public sees it there."""

    entry: Entry
    is_public: bool

    def link(self):
        """Return a link to the place where it can be taken out, with its name."""
        model = self.entry.kind.model_class()
        words = f"{capfirst(model._meta.verbose_name)}: {self.entry}"
        if self.entry.deleted_at:
            url = f"{reverse('admin:editorial_entry_changelist')}?state=deleted"
            words = _("%(name)s (deleted; it could come back)") % {"name": words}
        else:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
            url = reverse(name, args=[self.entry.object_pk])
            if not self.is_public:
                words = _("%(name)s (in a draft)") % {"name": words}
        return format_html('<a href="{}">{}</a>', url, words)


def uses_of(pictures):
    """List the entries that use one of these pictures, by their names."""
    keys, fields = {picture.pk for picture in pictures}, _fields()
    versions = LanguageVersion.objects.filter(language=NEUTRAL).select_related(
        "entry__kind", "live_revision", "working_revision", "scheduled_revision"
    )
    found = []
    for version in versions.order_by("entry__label", "entry__pk"):
        kind = f"{version.entry.kind.app_label}.{version.entry.kind.model}"
        live, *others = (
            _names(revision, kind, keys, fields)
            for revision in (
                version.live_revision,
                version.working_revision,
                version.scheduled_revision,
            )
        )
        if live or any(others):
            found.append(Use(version.entry, live))
    return found


def _fields():
    """Map the label of each model of content to its fields that refer to a picture."""
    models = [row.model for kind in kinds() for row in (kind, *kind.parts)]
    return {
        model._meta.label_lower: [
            field.name for field in fact_fields(model) if field.related_model is Picture
        ]
        for model in models
    }


def _names(revision, kind, keys, fields):
    """Return whether the facts of a revision name one of these pictures."""
    facts = facts_of(revision)
    rows = [(kind, facts["root"]), *((part["kind"], part["facts"]) for part in facts["parts"])]
    return any(row.get(name) in keys for label, row in rows for name in fields.get(label, []))
