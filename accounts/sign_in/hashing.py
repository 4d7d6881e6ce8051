"""How many looks at a password there are at once in a process, so that public pages do not queue.

A look takes a processor for a good part of a second. One process has six threads: one of them may
hash, two more may wait for it, and whoever comes then is told at once to try again in some seconds.
So at least three threads are there for readers, however many names are tried from however many
networks. A device on which that person signed in before is never sent away: it waits its turn.
"""

import contextlib
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

AT_ONCE = 1
WAITING = 2

_turns = BoundedSemaphore(AT_ONCE)
_room = BoundedSemaphore(AT_ONCE + WAITING)


class BusyError(Exception):
    """There is no room; nothing was looked at."""


@contextlib.contextmanager
def turn(*, is_known=False):
    """Wait for a turn to hash. Raises BusyError where too many wait, unless the device is known."""
    with contextlib.ExitStack() as held:
        if not is_known:
            if not _room.acquire(blocking=False):
                raise BusyError
            held.callback(_room.release)
        held.enter_context(_turns)
        yield


def sentence():
    """Say that too many sign in at once, and that trying again soon does."""
    return _(
        "Many people are signing in at this moment. Try again in a few seconds; your password was "
        "not looked at."
    )
