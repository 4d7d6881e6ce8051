"""A field of one address, as that of a button: typed, or picked from what is on the site.

What leads to something of ours is stored by what it leads to, and shown with its address of today.
A second, hidden input says for what that address stands; whoever types another one is believed.
"""

from django import forms
from js_asset import Media, Script

from editorial.links import own, references
from editorial.models.entries import STORED_LINK
from editorial.text import rich_widget

# Follows the name of the field.
STANDS_FOR = "_stands_for"


class LinkWidget(forms.TextInput):
    """An address with where it leads; a script adds a button that finds a page.

    `known` and `problems` are set by the form that shows it: the address and the name of entries,
    by their keys, and what is wrong with the link.
    """

    template_name = "admin/widgets/link.html"
    known = {}
    problems = ()

    @property
    def media(self):
        """Load the script with its words, which are those of the rich editor."""
        script = Script("js/rich_text/link_field.js", type="module")
        return Media(js=[rich_widget.settings_of_script(), script])

    def get_context(self, name, value, attrs):
        """Show the address of today, and say to what it belongs."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        stored = STORED_LINK.fullmatch(value or "")
        address, title = self.known.get(int(stored[1]), ("", "")) if stored else ("", "")
        widget["stands_for_name"] = f"{name}{STANDS_FOR}"
        widget["leads_to"] = title
        if address:
            widget["value"] = references.with_rest(address, stored[2])
            widget["stands_for"] = f"{value} {widget['value']}"
        widget["problems"] = self.problems
        described = [widget["attrs"].get("aria-describedby", ""), f"{attrs['id']}_leads_to"]
        described += [f"{attrs['id']}_links"] if self.problems else []
        widget["attrs"]["aria-describedby"] = " ".join(filter(None, described))
        return context

    def value_from_datadict(self, data, files, name):
        """Return the reference for which an address stands, unless another one was typed."""
        typed = (super().value_from_datadict(data, files, name) or "").strip()
        stored, _space, address = data.get(f"{name}{STANDS_FOR}", "").partition(" ")
        return stored if typed and typed == address else typed


def find_names(links):
    """Let widgets know where their links lead, of pairs of both; a constant number of queries."""
    wanted = {int(found[1]) for _w, href in links if (found := STORED_LINK.fullmatch(href))}
    addresses, names = (own.addresses(wanted), own.labels(wanted)) if wanted else ({}, {})
    known = {pk: (address, names[pk]) for pk, address in addresses.items()}
    for widget, _href in links:
        widget.known = known
