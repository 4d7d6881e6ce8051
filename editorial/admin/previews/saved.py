"""The newest draft of a thing on the pages where it is shown, for those who may see the draft."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from editorial.admin.previews.translated import with_typed
from editorial.admin.translations.table import translate_url
from editorial.models import Entry
from editorial.previews.draft import draft_of
from editorial.previews.drawing import Bar, Choice, draw
from editorial.previews.places import has_places, places_of
from editorial.revisions.versions import read
from editorial.staff import roles
from editorial.staff.refusing import MissingRightError, require_one, right
from editorial.text import languages
from editorial.web.rendering import offered

# Says that the preview is to stand in a frame beside the form.
FRAMED = "_preview_framed"


@require_http_methods(["GET", "HEAD", "POST"])
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview(request, entry_pk, language, place=None):
    """Show the newest draft in a language, on its own page or on another place.

    A translation that is typed comes as a form, and is shown instead of the saved one.
    """
    entry = entry_or_404(entry_pk)
    theirs = languages_to_see(request.user, entry)
    if language not in languages.codes():
        raise Http404
    if language not in theirs:
        view = right("view", entry.kind.model_class())
        raise MissingRightError({view}, {roles.translate_permission(language)})
    versions = read(entry)
    facts, texts = versions.facts("working"), versions.texts("working")
    note = ""
    if request.method == "POST":
        texts[language] = with_typed(request.POST, versions, texts.get(language, {}))
        note = _("This is what you typed. It is not saved: the form is still open.")
    draft = draft_of(entry, facts, texts, versions)
    places = places_of(draft)
    shown = place_or_404(places, place)
    bar = Bar(
        tag=languages.tag(get_language()),
        thing=str(entry),
        thing_tag=languages.tag(entry.original_language),
        note=note,
        # The page itself links all languages to each other.
        languages=[
            Choice.of_language(code, address(entry, code, shown), language)
            for code in theirs
            if theirs != offered()
        ],
        places=[Choice.of_place(other, address(entry, language, other), shown) for other in places],
        is_framed=FRAMED in request.POST,
        **_way_back(request.user, entry, language),
    )
    return draw(request, draft, language, shown.path, bar, inside(entry, theirs, places))


def entry_or_404(key):
    """Return the entry of what is there and has a page. Raises Http404."""
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=key, deleted_at=None)
    if not has_places(entry.kind.model_class()):
        raise Http404
    return entry


def place_or_404(places, path):
    """Return the place of a path, the first one for None. Raises Http404."""
    if path is None and places:
        return places[0]
    found = next((place for place in places if place.path == path), None)
    if found is None:
        raise Http404
    return found


def languages_to_see(user, entry):
    """List the languages in which somebody may see the draft; raise PermissionDenied for none.

    Who may see the thing sees all; who translates sees their own.
    """
    view = right("view", entry.kind.model_class())
    require_one(user, [view, *map(roles.translate_permission, languages.codes())])
    return languages.codes() if user.has_perm(view) else roles.languages_of(user)


def may_edit(user, model):
    """Return whether somebody may change things of a model."""
    return user.has_perm(right("change", model))


def address(entry, language, place=None):
    """Return where a draft is previewed: on its own page, or on a `Place`."""
    if place is None:
        return reverse("admin:preview", args=[entry.pk, language])
    anchor = f"#{place.anchor}" if place.anchor else ""
    return reverse("admin:preview_place", args=[entry.pk, language, place.path]) + anchor


def inside(entry, codes, places):
    """Map the public paths of places to their previews, in these languages."""
    return {
        f"/{code}/{place.path}": address(entry, code, place).partition("#")[0]
        for code in codes
        for place in places
    }


def form_address(entry):
    """Return the address of the form on which a thing is edited."""
    model = entry.kind.model_class()._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_change", args=[entry.object_pk])


def _way_back(user, entry, language):
    """Lead back to where this person edits it."""
    if may_edit(user, entry.kind.model_class()):
        return {"back_url": form_address(entry), "back_words": _("Back to the form")}
    return {"back_url": translate_url(entry, language), "back_words": _("Back to the translation")}
