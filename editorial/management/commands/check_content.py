"""`manage.py check_content`: everything that is wrong with a content folder, a line each."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from editorial.models import Entry
from editorial.seed.checking import check


class Command(BaseCommand):
    help = (
        "Check a content folder: read it, try to load it into an empty database, and name file and "
        "line of every fault. Nothing is written. make check-content brings a database in memory."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.CONTENT_DIR)

    def handle(self, *, folder, **options):
        if connection.is_in_memory_db() if connection.vendor == "sqlite" else False:
            call_command("migrate", interactive=False, verbosity=0)
        if Entry.objects.exists():
            raise CommandError("This needs an empty database; make check-content brings one.")
        faults, advice = check(folder)
        for line in advice:
            self.stdout.write(f"advice  {line}")
        for line in faults:
            self.stdout.write(f"FAULT   {line}")
        if faults:
            raise CommandError(f"{len(faults)} to mend before this folder can be loaded.")
        self.stdout.write(f"{folder} can be loaded.")
