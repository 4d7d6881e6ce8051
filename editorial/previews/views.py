"""The page behind a link to a preview, for people without an account."""

from django.http import Http404
from django.utils.translation import gettext as _

from editorial.previews import links
from editorial.previews.draft import newest_draft
from editorial.previews.drawing import Bar, Choice, draw, make_private, tag_of
from editorial.previews.pace import Pace
from editorial.previews.places import places_of
from editorial.revisions.versions import read
from editorial.text import formats, languages
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.rendering import in_language, offered, render_without_request

# A person reads a few pages a minute; a mistake in a program asks for them without end.
SECONDS = 60
pace = Pace(most=60, seconds=SECONDS)


@shows_only
def shared(request, secret, place=None):
    """Show the newest draft of the one thing that a link is for, in the language of the address.

    A link that is wrong, that ended or was revoked, and one for another language get one answer.
    """
    response = _answered(request, secret, place)
    # The address is a secret, also to our own pages.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _answered(request, secret, place):
    language = languages.current()
    link = links.find(secret)
    if link is None or language not in link.languages():
        return make_private(_answer(404), language)
    if not pace.allows(link.pk):
        return make_private(_answer(429, is_busy=True), language)
    try:
        return _page(request, link, language, secret, place)
    except Http404:
        return make_private(_answer(404), language)


def _page(request, link, language, secret, path):
    draft = newest_draft(read(link.entry))
    places = places_of(draft)
    place = next((place for place in places if path in (None, place.path)), None)
    if place is None:
        raise Http404
    codes = [code for code in offered() if code in link.languages()]

    def address(code, other):
        # Of the page that is asked for; the first place has the short address.
        rest = "" if other == places[0] else f"at/{other.path}"
        return in_language(f"/{language}/preview/{secret}/{rest}", code)

    def anchored(code, other):
        return address(code, other) + (f"#{other.anchor}" if other.anchor else "")

    title = localized(draft.root, draft.root.title_field)
    bar = Bar(
        tag="",
        thing=str(title),
        thing_tag=tag_of(title),
        note=_("This link works until %(day)s.") % {"day": formats.day(link.expires_at)},
        # The page itself links all languages to each other.
        languages=[
            Choice.of_language(code, anchored(code, place), language)
            for code in codes
            if codes != offered()
        ],
        places=[Choice.of_place(other, anchored(language, other), place) for other in places],
    )
    inside = {f"/{code}/{other.path}": address(code, other) for code in codes for other in places}
    return draw(request, draft, language, place.path, bar, inside)


def _answer(status, *, is_busy=False):
    """Say that there is nothing to see; it costs no query, however often somebody asks."""
    headers = {"Retry-After": SECONDS} if is_busy else None
    return render_without_request(
        "previews/nothing.html", {"is_busy": is_busy}, status=status, headers=headers
    )
