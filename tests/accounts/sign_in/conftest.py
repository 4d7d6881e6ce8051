"""How often passwords are hashed, for all tests of the door."""

import pytest

from tests.accounts.hashers import CountingHasher


@pytest.fixture
def hashed(settings):
    """Return how often a password was hashed since the test began."""
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]
    CountingHasher.asked = 0
    return lambda: CountingHasher.asked
