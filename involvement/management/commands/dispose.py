"""`manage.py dispose`: the daily round, for other schedules than the worker's."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from involvement.errors import IncompleteError, UnusualRoundError
from involvement.mail import outbox
from involvement.records import disposition_log, retention
from involvement.submissions import guardians


class Command(BaseCommand):
    help = (
        "Dispose of submissions whose time is over, of young people's that no guardian confirmed,"
        " and of mails sent long ago. It may run often, also on several machines."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what is due, do nothing")
        parser.add_argument(
            "--sure",
            action="store_true",
            help="go on although the last run is long ago, or very much is due",
        )
        parser.add_argument(
            "--log", action="store_true", help="print the disposition log as CSV, do nothing"
        )
        parser.add_argument(
            "--again",
            metavar="CSV",
            type=Path,
            help="after a restore: erase once more what this file of the disposition log names",
        )

    def handle(self, *, dry_run, sure, log, again, **options):
        if log:
            for line in disposition_log.csv_lines():
                self.stdout.write(line.decode().removeprefix("\ufeff").rstrip("\r\n"))
        elif again:
            self._again(again)
        else:
            self._dispose(dry_run=dry_run, is_sure=sure)

    def _dispose(self, *, dry_run, is_sure):
        now = timezone.now()
        today = timezone.localdate(now)
        if dry_run:
            self._tell(
                retention.Done(
                    disposed=retention.due(today).count(),
                    unconfirmed=guardians.overdue(now).count(),
                    mails=outbox.forgettable(now).count(),
                ),
                "Due: ",
            )
        else:
            self._round(now, is_sure)
        self._tell_what_stays(today)

    def _round(self, now, is_sure):
        try:
            done = retention.daily(now, is_sure=is_sure)
        except UnusualRoundError as error:
            raise CommandError(
                "Nothing was done: the last run is more than two days ago, or very much is due. If "
                "the clock is right, look at --dry-run and add --sure."
            ) from error
        except IncompleteError as error:
            self._tell(error.done)
            raise CommandError(
                f"Not all was done: {error}. The log says why; run it again."
            ) from error
        self._tell(done)

    def _tell(self, done, beginning=""):
        self.stdout.write(
            f"{beginning}{done.disposed} after their time, {done.unconfirmed} without a guardian's"
            f" yes, {done.mails} mails sent long ago."
        )

    def _tell_what_stays(self, today):
        kept = sum(retention.without_term().values())
        self.stdout.write(
            f"Kept: {retention.still_open(today).count()} past their time but still open,"
            f" {retention.on_hold().count()} on hold, {kept} of kinds without a term."
        )

    def _again(self, path):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read as a file of the log.") from error
        erased, held = disposition_log.erase_again(lines)
        self.stdout.write(f"{len(erased)} erased once more.")
        if held:
            raise CommandError(f"On hold, so not erased: {', '.join(held)}.")
