"""`manage.py read_back`: hand out translations to be read back, and keep what was read."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editorial.seed import reading_back
from editorial.seed.places import SeedError
from editorial.text import languages


class Command(BaseCommand):
    help = (
        "Print, as JSON and without their originals, the texts of a language of the seed that were "
        "not read back since they changed. With --compare, print each beside its original and what "
        "a file says of it in English. With --record, keep that those in the file were read back."
    )

    def add_arguments(self, parser):
        parser.add_argument("language")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--compare", type=Path, metavar="FILE")
        what.add_argument("--record", type=Path, metavar="FILE")

    def handle(self, *, language, compare, record, **options):
        if language not in languages.codes():
            raise CommandError(f"There is no language {language!r}.")
        folder = settings.CONTENT_DIR
        try:
            if record:
                names = _names(record)
                count = reading_back.record(folder, language, names, timezone.localdate())
                self.stdout.write(f"{count} texts are kept as read back.")
                if unknown := len(names) - count:
                    self.stderr.write(f"{unknown} names are of no text of the seed.")
                return
            texts = reading_back.left(folder, language)
        except SeedError as error:
            raise CommandError(str(error)) from error
        if compare:
            back = _names(compare)
            for text in texts:
                if text.name in back:
                    lines = [text.name, text.original, text.text, back[text.name], ""]
                    self.stdout.write("\n".join(lines))
        else:
            blind = {text.name: text.text for text in texts}
            self.stdout.write(json.dumps(blind, ensure_ascii=False, indent=1))


def _names(file):
    """Return what a file says, `{name of the text: what it means}`. Raises CommandError."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{file} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise CommandError(f"{file} must be one object: name of the text, what it means.")
    return found
