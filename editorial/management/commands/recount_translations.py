"""`manage.py recount_translations`: compute the figures of every translation from the revisions.

They are kept up to date by every save, so this changes nothing, unless a language was added or
an app's fields changed.
"""

from django.core.management.base import BaseCommand
from django.db import transaction

from editorial import publishing
from editorial.models import Entry
from editorial.text import languages
from editorial.translations import progress


class Command(BaseCommand):
    help = "Compute the figures of every translation anew, and prepare languages that were added."

    def handle(self, *, verbosity, **options):
        prepared = changed = 0
        for pk in Entry.objects.order_by("pk").values_list("pk", flat=True):
            added, corrected = _recount(pk)
            prepared += added
            changed += corrected
        if verbosity:
            self.stdout.write(f"{prepared} language versions added, {changed} figures changed.")


@transaction.atomic
def _recount(pk):
    """Recompute one entry in a transaction of its own, so that others can write in between."""
    versions = publishing.lock(Entry(pk=pk))
    lacking = [code for code in languages.codes() if code not in versions]
    for code in lacking:
        versions.open(code)
    return len(lacking), progress.recompute(versions)
