"""`manage.py draw_icons`: a program's icons and share picture, drawn from its mark."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cities.drawing.geography import bearing
from cities.drawing.icons import draw_all
from cities.drawing.program_mark import program_mark
from cities.models import City


class Command(BaseCommand):
    help = (
        "Draw the icons and the picture of shared links from the cities that are loaded, into "
        "static/img of the content folder. Files that are there already stay."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.CONTENT_DIR / "static" / "img"
        )

    def handle(self, *, folder, verbosity, **options):
        home = City.objects.filter(is_home=True).first()
        if home is None:
            raise CommandError("There is no home city yet: load the content first (make run).")
        ways = [bearing(home.point, city.point) for city in City.objects.partners().in_order()]
        folder.mkdir(parents=True, exist_ok=True)
        for name, write in draw_all(program_mark(ways)).items():
            path = folder / name
            is_there = path.exists()
            if not is_there:
                write(path)
            if verbosity:
                self.stdout.write(f"{'left as it is' if is_there else 'drawn'}: {path}")
