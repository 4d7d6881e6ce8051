"""`manage.py run_worker`: send mail, publish what is due, dispose once a day."""

import logging
import sys

from django.core.management.base import BaseCommand

from involvement.worker import worker

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Send mail, publish what is due, dispose of old submissions once a day. Several may run at"
        " once, on several machines too: one works, the others wait to take its place."
    )
    # They would load every page of the site, which the worker never shows.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *, once, **options):
        if once:
            if not worker.work_once():
                self.stdout.write("Another worker is at work; it does what is due.")
            return
        try:
            worker.work_until_stopped()
        except Exception:
            # So that it is mailed to those who run the site; another one is started in its place.
            logger.exception("The worker failed.")
            sys.exit(1)
