"""Deletions that leave nothing behind stand in the audit log."""

from editorial.models import AuditEntry, audit


class DeletionsAudited:
    """For a `ModelAdmin`: whatever it deletes, one or several, is written down."""

    def log_deletions(self, request, queryset):
        names = [str(row) for row in queryset]
        audit.record(AuditEntry.Action.DELETED, self.model, names, by=request.user)
        return super().log_deletions(request, queryset)
