"""The texts of a city's page, and where each of them stands."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.text import languages
from editorial.text.localized import Text, localized

FIELDS = ("name", "notice", "region", "take_part")


@dataclass(frozen=True)
class Passage:
    """One rich text of a city under a heading: the name of its field, and its first sentence."""

    heading: str
    field: str
    lede: Text | None = None


def city_texts(city, home):
    """Return the template's values for the texts of a city."""
    return {
        **{field: localized(city, field) for field in FIELDS},
        "greeting_meaning": _greeting_meaning(city),
        "home_name": localized(home, "name"),
        "beginning": _beginning(city),
        "passages": _passages(city, home),
    }


def _greeting_meaning(city):
    """Return what the greeting means, for readers who may not read its language."""
    is_their_own = city.greeting and city.greeting_language == languages.tag(languages.current())
    return "" if is_their_own else localized(city, "greeting_meaning")


def _beginning(city):
    """Return what the page opens with: how the tie began, else what the city is."""
    lede = localized(city, "origin_lede")
    if lede or localized(city, "origin"):
        return Passage(_("How it began"), "origin", lede)
    return _about(city)


def _passages(city, home):
    """List what is told further down: what the city is, unless that stands first, and more."""
    passages = []
    if localized(city, "origin") and localized(city, "profile"):
        passages.append(_about(city))
    if localized(city, "shared"):
        name = localized(home, "name")
        heading = _("What it shares with %(city)s") % {"city": name}
        passages.append(Passage(heading, "shared"))
    return passages


def _about(city):
    return Passage(about(city), "profile")


def about(city):
    """Head what tells of a city: "About Northtown", with the name inflected as it wants to be."""
    phrase = localized(city, "phrase_about")
    # In another language than the page's it would be the only such heading.
    if phrase and not phrase.lang:
        return capfirst(phrase.value)
    return _("About %(city)s") % {"city": localized(city, "name")}


def invitation_places(city, thin):
    """Return where the invitation stands: before a record that is thin, after any other."""
    invited = bool(localized(city, "invitation"))
    return {"invites_before": invited and thin, "invites_after": invited and not thin}
