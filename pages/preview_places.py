"""Where pages, the settings and the privacy notice are shown, for previews of their drafts."""

from django.utils.translation import gettext as _

from editorial.previews.places import Place
from editorial.text.localized import localized


def of_page(draft):
    """The page itself."""
    page = draft.root
    return [Place.at(page.get_absolute_url(), localized(page, "title"))]


def of_site(draft):
    """The home page; the foot stands under every other page as well."""
    return [Place("", _("Home page"))]


def of_privacy(draft):
    """The notice itself."""
    return [Place.at(draft.root.get_absolute_url(), localized(draft.root, "title"))]
