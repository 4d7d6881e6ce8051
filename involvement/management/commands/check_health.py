"""`manage.py check_health`: whether the site works, for cron and for monitors such as Nagios."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from involvement.worker import certificate as certificates
from involvement.worker import health


class Command(BaseCommand):
    help = (
        "Print one line a part of the site. The exit code is 0 when all is well, 1 when somebody "
        "should look soon, 2 when the site does not work. With --quiet only what is wrong is said."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="say nothing while all is well")
        parser.add_argument(
            "--certificate", action="store_true", help="ask SITE_URL for its certificate as well"
        )

    def handle(self, *, quiet, certificate=False, **options):
        found = health.findings()
        if certificate:
            found.append(certificates.finding(settings.SITE_URL))
        for finding in found:
            if finding.level or not quiet:
                self.stdout.write(f"{finding.level.name} {finding.part}: {finding.text}")
        if level := health.worst(found):
            sys.exit(int(level))
