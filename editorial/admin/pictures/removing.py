"""Taking a picture off the web at once, and bringing deleted ones back."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from editorial.admin.history import undo
from editorial.admin.pictures import uses
from editorial.admin.pictures.forms import RemovalForm
from editorial.admin.pictures.listing import DELETED
from editorial.admin.refusals.keys import is_key
from editorial.models import Picture
from editorial.publishing import pictures as library
from editorial.revisions.picture_uses import uses_of
from editorial.staff.refusing import require

RIGHT = "editorial.delete_picture"


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, object_id):
    """Ask for the reason, and delete the files of a picture now."""
    _require_right(request)
    picture = get_object_or_404(Picture, pk=object_id)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _remove(request, picture, form.cleaned_data["reason"])
        return HttpResponseRedirect(_change(picture))
    context = {
        **admin.site.each_context(request),
        "opts": Picture._meta,
        "title": _("Remove from the web now"),
        "picture": picture,
        "form": form,
        "uses": uses.links(uses_of([picture.pk])[picture.pk]),
        "way_back": _change(picture),
    }
    return TemplateResponse(request, "admin/pictures/remove.html", context)


def _remove(request, picture, reason):
    if library.remove_from_web(picture, reason=reason, by=request.user):
        words = _(
            "“%(title)s” is off the web: the file and all its sizes are deleted. A browser that"
            " has a copy may show it for five more minutes."
        )
        messages.success(request, words % {"title": picture})
        return
    words = _(
        "“%(title)s” is taken out of all pages, but its file could not be deleted from the disk"
        " yet. The site tries again every minute; tell whoever maintains it."
    )
    messages.error(request, words % {"title": picture})


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request):
    """Bring back the pictures that the address names; a GET shows what was deleted."""
    _require_right(request)
    deleted = f"{reverse('admin:editorial_picture_changelist')}?state={DELETED}"
    if request.method != "POST":
        return HttpResponseRedirect(deleted)
    keys = [key for key in request.GET.getlist("picture") if is_key(key)]
    pictures = list(Picture.objects.filter(pk__in=keys).exclude(deleted_at=None))
    count = library.bring_back(pictures, by=request.user)
    if not count:
        messages.warning(request, _("It is not among the deleted pictures any more."))
        return HttpResponseRedirect(deleted)
    words = ngettext("%(count)s picture is back.", "%(count)s pictures are back.", count)
    messages.success(request, words % {"count": count})
    one = len(pictures) == 1
    return HttpResponseRedirect(
        _change(pictures[0]) if one else reverse("admin:editorial_picture_changelist")
    )


def say_deleted(request, pictures):
    """Say that pictures are deleted and until when they can come back, with a way to undo it."""
    query = urlencode({"picture": [picture.pk for picture in pictures]}, doseq=True)
    if len(pictures) == 1:
        words = _("“%(title)s” is deleted. It is kept under Deleted for 30 days.")
        words = words % {"title": pictures[0]}
    else:
        words = _("%(count)s pictures are deleted. They are kept under Deleted for 30 days.")
        words = words % {"count": len(pictures)}
    address = f"{reverse('admin:editorial_picture_restore')}?{query}"
    messages.success(request, undo.offer(words, address))


def _require_right(request):
    require(request.user, RIGHT)


def _change(picture):
    return reverse("admin:editorial_picture_change", args=[picture.pk])
