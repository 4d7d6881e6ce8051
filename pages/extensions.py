"""What apps above this one add to public pages: flags of the frame, values, addresses.

They register it in `AppConfig.ready()`, because nothing here may import them.
"""

_flags = {}
_protected = {}
_values = {}
_addresses = []


def add_flag(name, expression):
    """Have a truth read with the menus, so that it costs no query: `flags.NAME` in templates.

    `expression` takes the reader's language and gives an expression of Django's ORM that does not
    depend on the row.
    """
    _flags[name] = expression


def flags(language):
    """Return the expressions of all flags by their names."""
    return {name: expression(language) for name, expression in _flags.items()}


def add_values(template, function):
    """Have pages of one of the templates of `Page.Template` print more.

    `function` takes the draft that is laid over what is public (`editorial.previews.draft`) and
    returns the values by their names. It is asked before rendering.
    """
    _values.setdefault(template, []).append(function)


def protect_setting(name, permission):
    """Let only those with a permission change a field of the site's settings."""
    _protected[name] = permission


def settings_closed_to(user):
    """List the fields of the site's settings that somebody may not change."""
    return [name for name, permission in _protected.items() if not user.has_perm(permission)]


def values(template, draft):
    """Return what was added to the pages of a template."""
    found = {}
    for function in _values.get(template, []):
        found.update(function(draft))
    return found


def add_addresses(function):
    """Add public pages to the site map for search engines.

    `function` takes nothing and yields a URL name, the codes of the languages in which the page
    exists, and when it was last changed, or None.
    """
    _addresses.append(function)


def addresses():
    """Yield what the functions of `add_addresses` give."""
    for function in _addresses:
        yield from function()
