"""Hashers of passwords that tell what was asked of them."""

import time
from threading import Lock

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """A quick hasher that counts how often it is asked."""

    asked = 0

    def encode(self, password, salt):
        CountingHasher.asked += 1
        return super().encode(password, salt)


class SlowHasher(MD5PasswordHasher):
    """A hasher that takes a while, and knows how many passwords it hashed at once."""

    now = most = 0
    lock = Lock()

    def encode(self, password, salt):
        with self.lock:
            SlowHasher.now += 1
            SlowHasher.most = max(SlowHasher.most, SlowHasher.now)
        time.sleep(0.2)
        with self.lock:
            SlowHasher.now -= 1
        return super().encode(password, salt)
