"""Copies of translations that somebody has not saved, as the form of content keeps its own.

They belong to the version of one language, so the form of the original never offers them.
"""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from editorial.admin.content.typed import unsaved
from editorial.admin.double_click import FORM_ID
from editorial.admin.translations import actions
from editorial.models import LanguageVersion


def answer(request, version):
    """Keep a copy or throw one away, as the request asks; return None when it asks for neither."""
    if unsaved.KEEP in request.POST:
        # A language that was added later has no row yet that a copy could belong to.
        stored = version if version.pk else actions.stored(version.entry, version.language)
        return unsaved.keep(request, LanguageVersion, stored.pk)
    if unsaved.THROW_AWAY in request.POST:
        unsaved.forget(request, request.POST[unsaved.THROW_AWAY])
        messages.success(request, _("Thrown away."))
        return HttpResponseRedirect(request.path)
    return None


def taken_back(request, version):
    """Return the fields of the copy that the address asks for; None without one."""
    return unsaved.taken_back(request, LanguageVersion, version.pk) if version.pk else None


def offers(request, version):
    """List what this person left unsaved in other openings of the page, the newest first."""
    return unsaved.offers(request, LanguageVersion, version.pk) if version.pk else []


def forget(request):
    """Delete the copy of this opening of the page: it was saved."""
    unsaved.forget(request, request.POST.get(FORM_ID))
