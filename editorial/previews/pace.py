"""How often a link may be looked at: drawing a page costs more than finding a kept one."""

import time
from collections import Counter
from threading import Lock


class Pace:
    """Lets each key through so many times in each stretch of seconds, in one process."""

    def __init__(self, most, seconds, clock=time.monotonic):
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._stretch = None
        self._counts = Counter()

    def allows(self, key):
        """Count one more; return whether it is not too many."""
        stretch = self._clock() // self.seconds
        with self._lock:
            if stretch != self._stretch:
                self._stretch = stretch
                self._counts.clear()
            self._counts[key] += 1
            return self._counts[key] <= self.most
