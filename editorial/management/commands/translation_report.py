"""`manage.py translation_report`: what is left to translate, language by language."""

from django.core.management.base import BaseCommand, CommandError

from editorial.text import languages
from editorial.translations import report

COLUMNS = ("texts", "missing", "outdated", "ahead", "machine", "unreviewed", "words")
NAMED = 5


class Command(BaseCommand):
    help = (
        "Print for each language how many texts there are, how many are missing, outdated, made "
        "from a draft, machine-made and not reviewed, and how many words are left to translate."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="Fail when something public lacks a translation.",
        )

    def handle(self, *, check, verbosity, **options):
        if verbosity:
            self.stdout.write(
                " ".join(["language".ljust(10), *(f"{name:>10}" for name in COLUMNS)])
            )
            for totals in report.totals():
                figures = (f"{getattr(totals, name):>10}" for name in COLUMNS)
                self.stdout.write(" ".join([totals.language.ljust(10), *figures]))
        if check and (problems := list(_holes())):
            raise CommandError("\n".join(problems))


def _holes():
    """Describe what readers of each language miss."""
    for code in languages.codes():
        missed = report.holes(code)
        if count := missed.count():
            names = _some(list(missed.values_list("label", flat=True)[:NAMED]), count)
            yield f"{code}: {count} public things lack a text or are not public: {names}."


def _some(names, count):
    return ", ".join(names) + (", …" if count > len(names) else "")
