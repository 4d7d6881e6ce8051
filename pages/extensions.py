"""What rooms above this one add to the frame of every page and to the site map.

They register it in `AppConfig.ready()`, because nothing here may import them.
"""

_facts = {}
_addresses = []


def add_fact(name, expression):
    """Have a fact read with the menus, so that it costs no query: `facts.NAME` in templates.

    `expression` takes the reader's language and gives an expression of Django's ORM that does not
    depend on the row.
    """
    _facts[name] = expression


def facts(language):
    """Return the expressions of all facts by their names."""
    return {name: expression(language) for name, expression in _facts.items()}


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
