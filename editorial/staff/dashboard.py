"""The cards on the first page of the admin: what waits there, each from the app that it belongs to.

An app registers functions when its admin is loaded. Each gives a card for a request, or None when
there is nothing to say or the person may not know it; it asks for the right itself.
"""

from dataclasses import dataclass

_registered = []


@dataclass(frozen=True)
class Card:
    """Something that waits: how many, what, a sentence about it, and where to see to it.

    `is_urgent` marks what should have been done already. `url` is "" when there is no page for it.
    """

    figure: str
    title: str
    text: str = ""
    url: str = ""
    is_urgent: bool = False


def register(function):
    """Add a function `request -> Card | None`; return it, so that this serves as a decorator."""
    _registered.append(function)
    return function


def cards(request):
    """List the cards of the person who asks, in the order in which they were registered."""
    return [card for function in _registered if (card := function(request)) is not None]
