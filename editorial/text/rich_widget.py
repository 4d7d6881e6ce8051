"""The rich editor: a text field that a script turns into an editor of just our subset.

Without the script it is a field of HTML, and what is sent is cleaned all the same.
"""

from functools import cache

from django import forms
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_prose_editor.widgets import importmap
from js_asset import JSON, Media, Script

from editorial.text import languages
from editorial.text.pasted import SCHEMES


class RichTextWidget(forms.Textarea):
    """The field with what the script needs: its words, the languages, where it asks.

    `problems` are set by the form that shows it.
    """

    problems = ()

    @property
    def template_name(self):
        """Print a plain field, which is fast, unless there is something to say."""
        return "admin/widgets/rich_text.html" if self.problems else super().template_name

    @property
    def media(self):
        """Load the script with what it needs, once a page; its styles are in the desk's sheet."""
        return Media(
            importmap=importmap,
            js=[settings_of_script(), Script("js/rich_text/editor.js", type="module")],
        )

    def get_context(self, name, value, attrs):
        """Let the script find it, and what is wrong stand beside it."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["attrs"]["data-rich-text"] = ""
        widget["problems"] = self.problems
        if self.problems:
            described = f"{widget['attrs'].get('aria-describedby', '')} {attrs['id']}_links"
            widget["attrs"]["aria-describedby"] = described.strip()
        return context

    def use_required_attribute(self, initial):
        """Let the server say that it is empty: the field itself is out of sight."""
        return False


def settings_of_script():
    """Return the JSON that the scripts of the editor read, in the language of the interface."""
    settings = _settings(translation.get_language(), get_script_prefix())
    return JSON(settings, id="rich-text-settings")


@cache  # Each field asks for them, and a form has many.
def _settings(interface, _prefix):
    return {
        "words": _words(),
        "languages": [[languages.tag(code), name] for code, name in languages.choices()],
        "interface": interface,
        "schemes": sorted(SCHEMES),
        "paste": reverse("admin:paste"),
        "targets": reverse("admin:link_targets"),
    }


def _words():
    return {
        "toolbar": _("Look of the text"),
        "kind": _("Kind of line"),
        "paragraph": _("Paragraph"),
        "heading3": _("Heading"),
        "heading4": _("Smaller heading"),
        "bold": _("Bold"),
        "italic": _("Slanted"),
        "bulletList": _("List"),
        "orderedList": _("Numbers"),
        "blockquote": _("Quote"),
        "link": _("Link…"),
        "language": _("Language…"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "linkTitle": _("Where the link leads"),
        "find": _("Page, city, event or goal"),
        "findHelp": _("Type a few letters and choose. It stays right when the address changes."),
        "findTarget": _("Find a page, city or event…"),
        "found": _("Found"),
        "nothing": _("Nothing found."),
        "address": _("Or an address"),
        "addressHelp": _("A page of another site, mailto: and an address, or tel: and a number."),
        "setLink": _("Set the link"),
        "noLink": _("Take the link away"),
        "languageTitle": _("Language of these words"),
        "languageHelp": _("A screen reader then reads them with the right voice."),
        "setLanguage": _("Set the language"),
        "noLanguage": _("As the text around them"),
        "cancel": _("Cancel"),
        "select": _("Select the words first."),
        "pasting": _("Reading what was pasted…"),
        "pasteFailed": _("The server did not answer. The words were pasted without their look."),
    }
