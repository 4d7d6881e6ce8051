"""Where staff find their things: the rail beside every page, and the list under "Settings".

An app registers its places when its admin is loaded. A role sees only what it may open; the words
are those of the office, and the order is the same whichever app comes first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SITE, RESIDENTS, HOUSE, SETTINGS = "site", "residents", "house", "settings"
_HEADINGS = {
    SITE: gettext_lazy("The site"),
    RESIDENTS: gettext_lazy("From residents"),
    HOUSE: gettext_lazy("The house"),
}

_registered = []


@cache
def _url(address, _prefix):
    """Find an address once for where the site is mounted: a page of the desk asks for dozens."""
    return reverse(address)


@dataclass(frozen=True, eq=False)
class Place:
    """Something that staff open: its word, where it stands, and who may open it.

    `right` is a permission, or a function of the person for what no permission says. `number`
    counts what waits there. `also` names addresses that are found through this place as well.
    `text` says in one sentence what it is, in the list under "Settings". `guide` names the page of
    the guide about it.
    """

    label: str
    group: str
    order: int
    address: str
    right: str | Callable
    number: Callable | None = None
    also: tuple[str, ...] = ()
    text: str = ""
    guide: str = ""

    @property
    def url(self):
        """Return the place's own address."""
        return _url(self.address, get_script_prefix())

    def is_open_to(self, user):
        """Return whether somebody may open it."""
        return self.right(user) if callable(self.right) else user.has_perm(self.right)

    def holds(self, path):
        """Return how much of a path leads to this place: 0 for none of it."""
        prefix = get_script_prefix()
        urls = [_url(address, prefix) for address in (self.address, *self.also)]
        return max((len(url) for url in urls if path.startswith(url)), default=0)


@dataclass(frozen=True)
class Link:
    """One row of the rail."""

    label: str
    url: str
    is_current: bool = False
    number: int = 0


def register(*places):
    """Add places."""
    _registered.extend(places)
    _registered.sort(key=lambda place: place.order)


def places(user, group):
    """List the places of a group that somebody may open, in the order of the rail."""
    return [place for place in _registered if place.group == group and place.is_open_to(user)]


def ways(group):
    """List the rights of which each opens a place of a group, as sets of one."""
    found = [place.right for place in _registered if place.group == group]
    return [{right} for right in found if not callable(right)]


def name_of(user, path):
    """Return the word of the place that an address of the admin belongs to; "" for none."""
    place = _place_of(path, _everywhere(user))
    return place.label if place else ""


def _everywhere(user):
    return [place for group in [*_HEADINGS, SETTINGS] for place in places(user, group)]


def _place_of(path, candidates):
    found, longest = None, 0
    for place in candidates:
        if (length := place.holds(path)) > longest:
            found, longest = place, length
    return found


@dataclass(frozen=True)
class Around:
    """What stands around a page: the rail, and the page of the guide about it."""

    rail: list
    guide_url: str


def around(user, path):
    """Return what stands around an address of the admin for somebody."""
    groups = {group: places(user, group) for group in [*_HEADINGS, SETTINGS]}
    current = _place_of(path, [place for group in groups.values() for place in group])
    return Around(_rail(groups, path, current), _guide_url(current))


def _guide_url(current):
    """Return the page of the guide about a place, else its table of contents."""
    if current and current.guide:
        return reverse("admin:guide_page", args=[current.guide])
    return reverse("admin:guide")


def _rail(groups, path, current):
    """Return "Today", and each group with its heading and links; what waits is counted here."""
    settings = groups[SETTINGS]
    today = reverse("admin:index")
    found = [(None, [Link(_("Today"), today, is_current=path == today)])]
    for group, heading in _HEADINGS.items():
        links = [
            Link(place.label, place.url, place is current, place.number() if place.number else 0)
            for place in groups[group]
        ]
        if group == HOUSE and settings:
            url = reverse("admin:settings")
            links.insert(0, Link(_("Settings"), url, path == url or current in settings))
        if links:
            found.append((heading, links))
    return found
