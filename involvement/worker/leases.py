"""Who works at present, over all machines: a row of the database says it, until when.

The clock is the database's, because those of machines differ. Each step is one UPDATE that names
what it expects; of two that try at once, one succeeds, on SQLite and on PostgreSQL.
"""

import contextlib
import os
import secrets
import socket
import threading
import time
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection
from django.db.models import Q
from django.db.models.functions import Now

from involvement.models import Lease

# Without a sign of life for so long, another one may go on.
LENGTH = timedelta(seconds=60)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def take(name, holder, length=LENGTH):
    """Take a lease, or prolong one's own; say whether it is the holder's now."""
    return _update(name, Q(holder=holder) | Q(until__lte=Now()), holder, length)


def release(name, holder):
    """Give a lease back, so that nobody has to wait for its end."""
    Lease.objects.filter(name=name, holder=holder).update(holder="", until=_LONG_AGO)


def is_due(name, every):
    """Return whether something is to be done now, and count the next time from now on.

    Of all who ask in the meantime, nobody gets that answer again. A next time that lies too far
    ahead was set by a clock that has been put back since.
    """
    return _update(name, Q(until__lte=Now()) | Q(until__gt=Now() + 2 * every), "", every)


def take_from_the_dead(name, holder, until, length=LENGTH):
    """Take a lease whose end has been the same for all its length, as only the caller can know."""
    return bool(
        Lease.objects.filter(name=name, until=until).update(holder=holder, until=Now() + length)
    )


def last_sign(name, length=LENGTH):
    """Return when a lease was last taken or prolonged; None if nobody has it, or gave it back."""
    until = Lease.objects.filter(name=name).values_list("until", flat=True).first()
    return None if until in (None, _LONG_AGO) else until - length


def put_off(name, by):
    """Make something due after this time, because it failed."""
    Lease.objects.filter(name=name).update(until=Now() + by)


def _update(name, condition, holder, length):
    rows = Lease.objects.filter(condition, name=name)
    if rows.update(holder=holder, until=Now() + length):
        return True
    if Lease.objects.filter(name=name).exists():
        return False
    first = Lease(name=name, holder="", until=_LONG_AGO)
    Lease.objects.bulk_create([first], ignore_conflicts=True)
    return bool(rows.update(holder=holder, until=Now() + length))


class Hold:
    """One process's hold on a lease. Between two looks at the database it goes by its own clock.

    So it does while another one has the lease: should the database's clock be put back, nobody has
    to wait for a dead holder until its time comes again.
    """

    def __init__(self, name, length=LENGTH):
        self.name = name
        self.length = length
        self.holder = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"
        self._until = 0.0
        self._seen = (None, 0.0)  # where another one's lease ends, and when that was first seen

    @property
    def is_ours(self):
        """Return whether nobody else may have it yet."""
        return time.monotonic() < self._until

    def keep(self):
        """Take the lease, or prolong it when a third of it is over; say whether it is ours."""
        if self._until - time.monotonic() < self.length.total_seconds() * 2 / 3:
            began = time.monotonic()
            taken = take(self.name, self.holder, self.length) or self._is_inherited(began)
            self._until = began + self.length.total_seconds() if taken else 0.0
        return self.is_ours

    def _is_inherited(self, now):
        """Take the lease if its holder has not prolonged it for all its length."""
        until = Lease.objects.filter(name=self.name).values_list("until", flat=True).first()
        seen, since = self._seen
        if until != seen:
            self._seen = (until, now)
            return False
        if now - since <= self.length.total_seconds():
            return False
        return take_from_the_dead(self.name, self.holder, until, self.length)

    def give_back(self):
        """Let others have it at once."""
        if self._until:
            self._until = 0.0
            release(self.name, self.holder)

    @contextlib.contextmanager
    def kept(self):
        """Prolong it from a thread of its own, while the body waits for another machine."""
        over = threading.Event()
        thread = threading.Thread(target=self._keep_until, args=[over], daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _keep_until(self, over):
        try:
            while not over.wait(self.length.total_seconds() / 6):
                # A database that fails for a moment is asked again; the hold ends by itself.
                with contextlib.suppress(DatabaseError):
                    self.keep()
                connection.close_if_unusable_or_obsolete()
        finally:
            connection.close()
