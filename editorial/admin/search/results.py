"""What a search shows, and who finds it: each app registers what it can find.

A function gets the request, the words as typed and the needles (`editorial.text.folding`). It
gives a list of groups, without those that hold nothing; it asks for the rights itself.
"""

from dataclasses import dataclass, field

# So many of one kind are shown; the list of the kind shows all.
MOST = 8

_registered = []


@dataclass(frozen=True)
class Result:
    """One thing that was found; all but `url` and `lang` is HTML that marks the words.

    `lang` is the tag of the language of title and excerpt, "" for that of the page.
    """

    url: str
    title: str
    excerpt: str = ""
    lang: str = ""
    meta: list = field(default_factory=list)
    states: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind.

    `more_url` leads to all of it where there is more; `more_is_private` says that the words are
    to be sent there by POST, so that no address holds them.
    """

    name: str
    results: list
    more_url: str = ""
    more_is_private: bool = False


def register(function):
    """Add a function that finds; return it, so that this serves as a decorator."""
    _registered.append(function)
    return function


def groups(request, query, needles):
    """List all that was found, group by group."""
    return [group for function in _registered for group in function(request, query, needles)]
