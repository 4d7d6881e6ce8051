"""Today, the first page of the admin: what needs the person who asks, each from its own app.

An app registers functions when its admin is loaded. Each lists items of a group for a request; it
asks for the rights itself, so that nobody learns from this page what they may not know.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Group(NamedTuple):
    """A part of the page: its name in the markup, its heading, and how many items stand open.

    What is more than `most` is folded away below them; `is_beside` puts it into the second column,
    `is_counted` says beside the heading how many there are.
    """

    name: str
    heading: str
    most: int = 5
    is_beside: bool = False
    is_counted: bool = False


WAITING = Group("waiting", _("Others wait for you"), is_counted=True)
BEGUN = Group("begun", _("You began"), is_counted=True)
OLD = Group("old", _("Getting old"), most=3, is_counted=True)
CHANGED = Group("changed", _("Since you were here"), most=8)
COMING = Group("coming", _("Coming"), is_beside=True)
PLANNED = Group("planned", _("Goes public by itself"), is_beside=True)
HEALTH = Group("health", _("Health"), most=8, is_beside=True)
GROUPS = (WAITING, BEGUN, OLD, CHANGED, COMING, PLANNED, HEALTH)


class Link(NamedTuple):
    """Something that can be done about an item at once."""

    label: str
    url: str


@dataclass(frozen=True)
class Item:
    """One thing: what, a sentence about it, where to see to it, and in words since or until when.

    `mark` is a shape of the desk: "letter", "alert", "review", "draft", "scheduled", "good" or
    "". `since` puts items in order, who waits longest first; what has none follows. `days` are
    days of a promise, gone and in all. `url` is "" when there is no page for it.
    """

    title: str
    text: str = ""
    url: str = ""
    when: str = ""
    mark: str = ""
    since: datetime | None = None
    days: tuple = ()
    links: tuple = ()

    @property
    def is_urgent(self):
        """Return whether it should have been done already."""
        return self.mark == "alert"

    @property
    def cells(self):
        """List the days of the promise: True for each that is gone."""
        if not self.days:
            return []
        gone, of = self.days
        return [number < gone for number in range(of)]


class Shown(NamedTuple):
    """A group with its items: those that stand open, and those that can wait."""

    group: Group
    first: list
    more: list

    @property
    def count(self):
        """Return how many there are in all."""
        return len(self.first) + len(self.more)


_registered = defaultdict(list)


def register(group):
    """Return a decorator that adds a function `request -> iterable of Item` to a group."""

    def add(function):
        _registered[group.name].append(function)
        return function

    return add


def shown(request):
    """List the groups that have something for the person who asks, in the order of the page."""
    found = ((group, _items(group, request)) for group in GROUPS)
    return [
        Shown(group, items[: group.most], items[group.most :]) for group, items in found if items
    ]


def _items(group, request):
    items = [item for function in _registered[group.name] for item in function(request)]
    ordered = [item for item in items if item.since is not None]
    ordered.sort(key=lambda item: item.since)
    return [*ordered, *(item for item in items if item.since is None)]
