"""Finding elements of a page by the simplest selectors: "tag", ".class", "#id" and spaces."""

import re

import html5lib

_STEP = re.compile(r"^([a-z0-9*]*)(?:\.([\w-]+)|#([\w-]+))?$")


class Node:
    """An element of a page."""

    def __init__(self, element):
        self._element = element

    def __getitem__(self, name):
        return self._element.attrib[name]

    def has(self, name):
        """Return whether it has an attribute."""
        return name in self._element.attrib

    def get_text(self):
        """Return its words, parted by single spaces."""
        return " ".join(" ".join(self._element.itertext()).split())

    def select(self, selector):
        """List the elements inside that a selector means, each once, in their order."""
        found = [self._element]
        for step in selector.split():
            tag, css_class, key = _STEP.match(step).groups()
            inside = [one for outer in found for one in outer.iter(tag or "*") if one is not outer]
            found = list(
                dict.fromkeys(
                    one
                    for one in inside
                    if (not css_class or css_class in one.get("class", "").split())
                    and (not key or one.get("id") == key)
                )
            )
        return [Node(element) for element in found]

    def first(self, selector):
        """Return the first element inside that a selector means, or None."""
        return next(iter(self.select(selector)), None)


def page_of(response):
    """Read the page of a response."""
    html = response.content.decode()
    return Node(html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False))
