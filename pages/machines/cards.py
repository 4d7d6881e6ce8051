"""Pictures of shared links: one for each city, goal, event, page and list, in its language.

A card is drawn when somebody asks for it first, and kept like a page: until the next publication,
within the bounds of the page cache. Drawing is slow, so each has one address: no query, but for the
choices of a narrowed history, which are as many as its fields have.
"""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cities import goals
from cities.drawing import card
from cities.history import record
from cities.history.filters import HistoryFilter
from cities.models import City, Event, Goal
from cities.overview import overview, required_overview
from editorial.cache.decorators import public_page, until_published
from editorial.previews.draft import made_for
from editorial.text import formats, languages
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.rendering import absolute
from pages.frame import frame_of
from pages.models import Page

# By what they are called in addresses.
KINDS = {"city": City, "goal": Goal, "event": Event, "page": Page}
# Pages that are about no row, by the names of their views: what their cards are called.
LISTS = {
    "pages:home": "home",
    "cities:city_list": "cities",
    "cities:goal_list": "goals",
    "cities:history": "history",
    "cities:decade": "history",
    "cities:coming": "coming",
    "cities:source_list": "sources",
    "pages:data": "data",
}
LIST_NAMES = list(dict.fromkeys(LISTS.values()))
# The fields of the history that a card tells of. A year may be any of a thousand.
CHOICES = ("city", "goal", "kind", "decade")


@shows_only
@public_page(valid_until=until_published)
def draw(request, kind, slug):
    """The card of something public; where it cannot be drawn there is none."""
    if kind == "city":
        row = overview(request).partner(slug)
    else:
        row = KINDS[kind].objects.visible(languages.current()).filter(slug=slug).first()
    if row is None or not card.can_draw(_title(row)):
        raise Http404
    if request.META["QUERY_STRING"]:
        return HttpResponseRedirect(request.path)
    return _drawn(request, _title(row), _below(row))


@shows_only
@public_page(known_parameters=CHOICES, valid_until=until_published)
def draw_list(request, name):
    """The card of a page that is about no row; that of the history names what was chosen."""
    required_overview(request)
    chosen = _told(_filters(request).active()) if name == "history" else []
    title, below = _of_list(request, name, chosen)
    if not card.can_draw(title):
        raise Http404
    path = _list_path(name, chosen)
    if request.get_full_path() != path:
        return HttpResponseRedirect(path)
    return _drawn(request, title, below)


def _drawn(request, title, below):
    words = card.Card(_program(request), title, below)
    picture = card.draw(words, overview(request).program_mark())
    return HttpResponse(picture, content_type="image/png")


def address_of(request, root, chosen):
    """Return the full address of a page's card; "" where it has none.

    `chosen` are the filters that narrow a list, as `HistoryFilter.active` lists them.
    """
    if root is None:
        return _address_of_list(request, _told(chosen))
    kind = next((kind for kind, model in KINDS.items() if type(root) is model), None)
    if kind is None or not card.can_draw(_title(root)):
        return ""
    return absolute(request, reverse("card", args=[kind, root.slug]))


def _title(row):
    return str(localized(row, row.title_field))


def _below(row):
    """Return the line at the foot: what one knows it by besides its title."""
    if isinstance(row, City):
        far = _("%(km)s km") % {"km": formats.number(row.bearing.km_rounded)}
        return " – ".join(filter(None, [f"{far} {row.bearing.direction.label}", row.since]))
    if isinstance(row, Event):
        return " – ".join(filter(None, [row.state_word, row.when()]))
    return str(localized(row, "sentence")) if isinstance(row, Goal) else ""


# --- Lists --------------------------------------------------------------------------------------


def _address_of_list(request, chosen):
    match = request.resolver_match
    name = LISTS.get(match.view_name) if match else None
    if name is None or overview(request).home is None:
        return ""
    if not card.can_draw(_of_list(request, name, chosen)[0]):
        return ""
    return absolute(request, _list_path(name, chosen))


def _list_path(name, chosen):
    query = urlencode({each["name"]: each["value"] for each in chosen})
    return f"{reverse('list_card', args=[name])}?{query}".rstrip("?")


def _told(chosen):
    return [each for each in chosen if each["name"] in CHOICES]


def _of_list(request, name, chosen):
    """Return the large words of a list's card, and those below them."""
    if name == "home":
        site = frame_of(request).site
        title = str(localized(site, "home_title")) if site else ""
        return title or _program(request), str(localized(site, "tagline")) if site else ""
    if chosen:
        labels = languages.listed(each["label"] for each in chosen)
        return _("History: %(what)s") % {"what": labels}, ""
    titles = {
        "cities": _("Cities"),
        "goals": _("Goals"),
        "history": _("History"),
        "coming": _("Coming"),
        "sources": _("Sources"),
        "data": _("Open data"),
    }
    return titles[name], ""


def _filters(request):
    """Return the filters of the history with what an address says of them."""
    found = overview(request)
    glance = made_for(request, record.at_a_glance, found.home.today())
    return HistoryFilter(
        request.GET,
        partners=found.partners,
        goals=made_for(request, goals.all_goals),
        decades=glance.years.decades(),
    )


def _program(request):
    site = frame_of(request).site
    return str(localized(site, "program_name")) if site else ""
