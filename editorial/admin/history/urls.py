"""The addresses of histories, and the former ones of the history of one language."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from editorial.admin.history import undo
from editorial.admin.history.compare import compare
from editorial.admin.history.overview import changes
from editorial.admin.history.restore import restore
from editorial.admin.history.thing import history
from editorial.staff import roles
from editorial.text import languages


@require_safe
def of_language(request, entry_pk, language):
    """Lead from the former address of a language's history to the same in the one history."""
    if language not in languages.codes():
        raise Http404
    roles.require_language(request.user, language)
    address = reverse("admin:history", args=[entry_pk])
    return HttpResponseRedirect(f"{address}?{urlencode({'language': language})}")


def urls(site):
    """List the addresses, for the admin site."""
    one = "history/<int:entry_pk>/"
    pages = {
        "changes/": (changes, "changes"),
        "deleted/recover/": (undo.deleted_several, "undo_deletions"),
        one: (history, "history"),
        f"{one}compare/": (compare, "history_compare"),
        f"{one}draft/<int:act_pk>/": (restore, "history_restore"),
        f"{one}undo/<int:act_pk>/": (undo.publication, "undo_publication"),
        f"{one}recover/": (undo.deleted, "undo_deletion"),
        "translations/<int:entry_pk>/<str:language>/history/": (of_language, "translate_history"),
    }
    return [
        path(address, site.admin_view(view), name=name) for address, (view, name) in pages.items()
    ]
