"""`manage.py publish_scheduled`: publish and withdraw what is due. Run it every minute."""

from django.core.management.base import BaseCommand

from editorial.publishing.planned import schedule


class Command(BaseCommand):
    help = "Publish and withdraw what is due. Safe to run in several processes at once."

    def handle(self, *, verbosity, **options):
        published, withdrawn = schedule.run_due()
        if verbosity:
            self.stdout.write(f"{published} published, {withdrawn} withdrawn.")
