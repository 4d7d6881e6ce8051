"""The worker beside the web server: sends mail, makes exports, publishes and disposes what is due.

Once a day deleted pictures go for good, and files that belong to none; files that could not be
deleted are tried every minute.

Several may run, on one machine or on many; the one that holds the lease works, the others wait to
take its place. `manage.py run_worker` runs it, and `make run` starts one.
"""

import logging
import signal
import time
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from editorial.publishing import pictures
from editorial.publishing.planned import schedule
from editorial.staff.private_logging import kind_of
from involvement.mail import delivery, outbox
from involvement.memories import telling
from involvement.records import kept_exports, retention
from involvement.submissions import changes, stored_files
from involvement.worker import leases

# Seconds between two looks into the outbox.
PAUSE = 2
PUBLISH_EVERY = 60
# Seconds until mail is sent again after the database has failed in between; doubled each time.
AFTER_UNMARKED, LONGEST_AFTER_UNMARKED = 60, 3600
# Seconds that a mail on its way gets, once the worker is to end.
GRACE = 5
DAY = timedelta(days=1)
AFTER_FAILED_DAY = timedelta(hours=1)

logger = logging.getLogger(__name__)


class Worker:
    """One worker. `run` works until `stop`; `round` does what is due now."""

    def __init__(self):
        self.hold = leases.Hold("worker")
        self._stopping = False
        self._publish_at = self._send_at = 0.0
        self._send_pause = AFTER_UNMARKED
        self._logged = {}

    def run(self):
        """Work until somebody calls `stop`, also from a signal."""
        while not self._stopping:
            self.round()
            self._rest()
        self._attempt("giving back the lease", self.hold.give_back)

    def stop(self):
        """End after the mail that is on its way."""
        self._stopping = True

    def round(self):
        """Do once what is due, if it is this worker's turn; say whether it is.

        What fails is logged and does not keep the rest from being done.
        """
        if not connection.in_atomic_block:  # A test holds one open around its worker.
            connection.close_if_unusable_or_obsolete()
        self._attempt("taking the lease", self.hold.keep)
        if self.hold.is_ours:
            if time.monotonic() >= self._publish_at:
                self._publish_at = time.monotonic() + PUBLISH_EVERY
                self._attempt("publishing what is due", schedule.run_due)
                self._attempt("telling who told a memory", telling.tell)
                self._attempt("the daily round", daily)
                self._attempt("deleting files of pictures", pictures.sweep)
                self._attempt("clearing exports", lambda: kept_exports.clear(timezone.now()))
                self._attempt("sweeping files", lambda: stored_files.sweep(timezone.now()))
            self._attempt("making exports", self._make_export)
            if outbox.sending_is_possible() and time.monotonic() >= self._send_at:
                self._send_or_pause()
        return self.hold.is_ours

    def _rest(self):
        # In short naps: a signal handler may do no more than set a flag.
        woken_at = time.monotonic() + PAUSE
        while not self._stopping and time.monotonic() < woken_at:
            time.sleep(0.2)

    def _send_or_pause(self):
        # A mail that went out but could not be marked goes out again, so not at once and not often.
        if self._attempt("sending mail", self._send):
            self._send_pause = AFTER_UNMARKED
        else:
            self._send_at = time.monotonic() + self._send_pause
            self._send_pause = min(self._send_pause * 2, LONGEST_AFTER_UNMARKED)

    def _make_export(self):
        # One at a time: mail and what is due to be published come in between.
        if kept_exports.is_due():
            with self.hold.kept():
                kept_exports.make_next()

    def _send(self):
        delivery.put_aside_old()
        delivery.bring_forward()
        if not delivery.mail_is_due():
            return
        with self.hold.kept():
            while self._may_send() and delivery.mail_is_due():
                delivery.send_one()
        changes.note_asked()

    def _may_send(self):
        # A silent mail server must not keep pages from being published for hours.
        in_time = time.monotonic() < self._publish_at
        return in_time and self.hold.is_ours and not self._stopping

    def _attempt(self, what, work):
        """Do something; a failure is logged once, until it has gone well again. Say how it went."""
        try:
            work()
        except Exception as error:
            told = f"{kind_of(error)}{_place_of(error)}"
            # Another failure of the same work is news, whatever failed before.
            if told not in self._logged.setdefault(what, set()):
                self._logged[what].add(told)
                logger.error("%s failed and is tried again: %s", what, told)
            return False
        self._logged.pop(what, None)
        return True


def daily():
    """Dispose of what is due, once a day over all machines; after a failure again in an hour."""
    if not leases.is_due("daily", DAY):
        return
    try:
        retention.daily(timezone.now())
        pictures.purge()
        pictures.sweep_orphans()
    except Exception:
        # Should that fail as well, the first failure is still the one to be told.
        try:
            leases.put_off("daily", AFTER_FAILED_DAY)
        except Exception as error:
            logger.error("Putting the daily round off failed: %s", kind_of(error))
        raise


def work_until_stopped():
    """Run a worker until SIGTERM or SIGINT. A mail on its way then has `GRACE` seconds to go out.

    If it takes longer the process ends all the same. Whether the mail server took the mail is not
    known then, and it is sent again, with the same Message-ID.
    """
    worker = Worker()

    def stop(*_):
        worker.stop()
        signal.alarm(GRACE)  # Nobody catches this one.

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()
    signal.alarm(0)


def work_once():
    """Do once what is due; say whether it was this worker's turn."""
    worker = Worker()
    try:
        return worker.round()
    finally:
        worker.hold.give_back()


def _place_of(error):
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    if step is None:
        return ""
    return f" ({step.tb_frame.f_globals.get('__name__')}, line {step.tb_lineno})"
