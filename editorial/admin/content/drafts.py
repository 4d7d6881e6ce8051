"""Which versions have changes that the public does not see yet, as a condition."""

from django.db.models import F, Q

UNPUBLISHED = Q(working_revision__isnull=False) & (
    Q(live_revision__isnull=True) | ~Q(working_revision=F("live_revision"))
)
