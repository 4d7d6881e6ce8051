"""The program's terms for its ties, told by the app that holds the site's settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """For staff only: after how many years to look again, and what has to be attested.

    None sets no clock, "" asks for no attestation. Before there are settings, the years are those
    of many programs: a friendship city is tested for three, a sister city reviewed after four.
    """

    friendship_years: int | None = 3
    sister_years: int | None = 4
    attestation: str = ""


_tellers = []


def register(function):
    """Let a function `() -> Policy | None` tell the terms."""
    _tellers.append(function)
    return function


def policy():
    """Return the program's `Policy`."""
    return next((found for tell in _tellers if (found := tell()) is not None), Policy())
