"""Where a thing comes from: what apps above this one show of it beside its form.

An app registers in `AppConfig.ready()`, and asks for the rights itself.
"""

from dataclasses import dataclass

_registered = []


@dataclass(frozen=True)
class Origin:
    """A sentence about where a thing comes from, and where staff read more of it."""

    words: str
    url: str = ""


def register(function):
    """Have a function asked: it takes a user and an `Entry` and returns a list of `Origin`s."""
    _registered.append(function)


def of(user, entry):
    """List the `Origin`s of an entry that this person may know."""
    return [origin for function in _registered for origin in function(user, entry)]
