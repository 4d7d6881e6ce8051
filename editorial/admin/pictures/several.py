"""Several pictures at once: one name and one license for all, each file judged by itself."""

from pathlib import PurePath

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from editorial.admin.double_click import form_id, made
from editorial.admin.pictures.forms import SeveralForm, are_too_many
from editorial.models import Picture
from editorial.pictures import uploads
from editorial.publishing import pictures as library
from editorial.staff.refusing import MissingRightError, right


@require_http_methods(["GET", "HEAD", "POST"])
def several(request):
    """Show the form, or add what was uploaded and name each file that was not taken."""
    model_admin = admin.site.get_model_admin(Picture)
    if not model_admin.has_add_permission(request):
        raise MissingRightError({right("add", Picture)})
    form, refused = SeveralForm(), []
    if request.method == "POST":
        if not are_too_many(request.FILES.getlist("files")):
            # Before any transaction: decoding takes seconds.
            uploads.prepare(request.FILES)
        form = SeveralForm(request.POST, request.FILES)
        if form.is_valid():
            refused = _add(request, model_admin, form.cleaned_data)
            if not refused:
                return HttpResponseRedirect(reverse("admin:editorial_picture_changelist"))
    context = {
        **admin.site.each_context(request),
        "opts": Picture._meta,
        "title": _("Add several pictures"),
        "form": form,
        "refused": refused,
        "form_id": form_id(request),
    }
    return TemplateResponse(request, "admin/pictures/several.html", context)


def _add(request, model_admin, cleaned):
    """Store the pictures that were taken; return (name of the file, sentence) of the others."""
    refused, added = [], 0
    contents = [
        picture
        for _upload, picture in cleaned["files"]
        if isinstance(picture, uploads.NormalizedPicture)
    ]
    with library.kept_with_rows(contents), transaction.atomic():
        if made(request, Picture) is not None:
            messages.info(request, _("These were added already."))
            return []
        for upload, picture in cleaned["files"]:
            if not isinstance(picture, uploads.NormalizedPicture):
                refused.append((upload.name, " ".join(picture.messages)))
                continue
            row = Picture.objects.create(
                title=_title(upload.name),
                file=picture,
                credit=cleaned["credit"],
                license=cleaned["license"],
                uploaded_by=request.user,
            )
            model_admin.log_addition(request, row, [{"added": {}}])
            added += 1
    if added:
        words = ngettext(
            "%(count)s picture is in the library. Give it a name and its focal point.",
            "%(count)s pictures are in the library. Give each a name and its focal point.",
            added,
        )
        messages.success(request, words % {"count": added})
    return refused


def _title(name):
    """Return a name for staff from that of the file, which is all that is known."""
    return PurePath(name).stem.replace("_", " ").strip()[:120] or _("Picture")
