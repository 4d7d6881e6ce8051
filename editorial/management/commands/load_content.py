"""`manage.py load_content`: load the seed content; loading it again changes nothing."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial.seed import loader as seed
from editorial.seed.places import SeedError


class Command(BaseCommand):
    help = "Load the seed content. What staff edited or deleted stays as they left it."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *, folder, verbosity, **options):
        if not folder.is_dir():
            raise CommandError(f"There is no content folder at {folder}.")
        try:
            report = seed.load(folder)
        except SeedError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"Seed content: {report}.")
