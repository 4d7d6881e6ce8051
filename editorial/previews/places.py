"""Where a thing is shown: the public pages that a preview of its draft can be looked at on.

Each app says it of its own kinds, in `AppConfig.ready()`.
"""

from dataclasses import dataclass

_functions = {}


@dataclass(frozen=True)
class Place:
    """A public page: its path behind the language ("" for the home page), and its name.

    `anchor` is where on the page the thing stands.
    """

    path: str
    label: object
    anchor: str = ""

    @classmethod
    def at(cls, address, label):
        """Make the place of an address in some language: "/en/history/#event-1"."""
        path, _hash, anchor = address.partition("#")
        return cls(path.split("/", 2)[2], label, anchor)


def register(model, function):
    """Say where things of a kind are shown.

    `function` takes a `Draft` and lists `Place`s, the thing's own page first, with names in the
    current language.
    """
    _functions[model] = function


def has_places(model):
    """Return whether things of a model are shown on any page; letters are not."""
    return model in _functions


def places_of(draft):
    """List the places of a draft; none for what has no page."""
    return _functions[type(draft.root)](draft) if has_places(type(draft.root)) else []
