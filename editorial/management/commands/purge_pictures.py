"""`manage.py purge_pictures`: delete pictures for good whose time is over, as the worker does."""

from django.core.management.base import BaseCommand

from editorial.publishing import pictures


class Command(BaseCommand):
    help = "Delete pictures for good that were deleted 30 days ago, and files that none shows."

    def handle(self, *, verbosity, **options):
        count = pictures.purge()
        if verbosity:
            self.stdout.write(f"{count} pictures deleted for good.")
