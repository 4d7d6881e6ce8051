"""What apps above this one add to public pages: flags of the frame, values, addresses.

They register it in `AppConfig.ready()`, because nothing here may import them.
"""

from dataclasses import dataclass
from datetime import datetime

_flags = {}
_protected = {}
_values = {}
_addresses = []
_data = []
_footer_links = []
_news = []


def add_flag(name, expression):
    """Have a truth or a number read with the menus, at no query: `flags.NAME` in templates.

    `expression` takes the reader's language and gives an expression of Django's ORM that does not
    depend on the row.
    """
    _flags[name] = expression


def flags(language):
    """Return the expressions of all flags by their names."""
    return {name: expression(language) for name, expression in _flags.items()}


def add_values(template, function):
    """Have pages of one of the templates of `Page.Template` print more.

    `function` takes the request, with the draft on it (`editorial.previews.draft`), and returns the
    values by their names. It is asked before rendering.
    """
    _values.setdefault(template, []).append(function)


def protect_setting(name, permission):
    """Let only those with a permission change a field of the site's settings."""
    _protected[name] = permission


def settings_closed_to(user):
    """List the fields of the site's settings that somebody may not change."""
    return [name for name, permission in _protected.items() if not user.has_perm(permission)]


def values(template, request):
    """Return what was added to the pages of a template."""
    found = {}
    for function in _values.get(template, []):
        found.update(function(request))
    return found


def add_addresses(function):
    """Add public pages to the site map for search engines.

    `function` takes nothing and yields a URL name, the codes of the languages in which the page
    exists, when it was last changed, or None, and if the URL takes any, its arguments.
    """
    _addresses.append(function)


def add_footer_link(url_name, words, *, flag):
    """Link a page at the foot of every page where a flag of `add_flag` is true."""
    _footer_links.append((url_name, words, flag))


def footer_links(flags):
    """List `(URL name, words)` of the links whose flags are true."""
    return [(name, words) for name, words, flag in _footer_links if flags.get(flag)]


def addresses():
    """Yield what the functions of `add_addresses` give."""
    for function in _addresses:
        yield from function()


@dataclass(frozen=True)
class Told:
    """A row that the Atom feed tells of: in which words, and since when they hold."""

    row: object
    text: str
    changed: datetime


def add_news(function):
    """Add to the Atom feed: `function` takes nothing and lists what `Told`s a reader may see."""
    _news.append(function)


def news():
    """List what the functions of `add_news` give."""
    return [told for function in _news for told in function()]


@dataclass(frozen=True)
class MoreData:
    """A dataset of an app above: `files` of all years and those of each of the `years`.

    `files` are paths by their extensions, as are those of a year; `name` is what all years are
    called.
    """

    dataset: object
    name: str
    files: dict
    years: dict

    def named_files(self):
        """List what the files are called and their paths: all years first."""
        return [(self.name, self.files), *((str(year), each) for year, each in self.years.items())]


def add_data(function):
    """Add a dataset to the open data: `function` takes nothing and returns a `MoreData`."""
    _data.append(function)
    return function


def data():
    """List the datasets of the apps above."""
    return [function() for function in _data]
