"""What is answered at an address where nothing is public: it moved, or was taken off the site."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from editorial.models import Revision, TakenOff
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.text.localized import localized
from editorial.web.rendering import render_public

# Seconds for which a browser may remember where something leads that may come back.
REMEMBERED = 3600


def redirect_or_404(request, model, address):
    """Answer for an address that nothing public of this kind has.

    What moved is found by its revisions and leads on permanently; what was taken off the site
    leads on or is explained (`TakenOff`); else Http404 is raised. An address that something else
    has by now is never asked for here, so the newest owner wins.
    """
    revision = last_public(model, address)
    if revision is None:
        raise Http404
    row = model.objects.visible(languages.current()).filter(entry=revision.entry_id).first()
    if row is None:
        return _taken_off(request, revision.entry_id)
    if getattr(row, model.address_field) == address:
        raise Http404
    return redirect(row, permanent=True)


def last_public(model, address):
    """Return the revision by which something of a kind was last public under an address, or None.

    What was deleted counts where its address still leads on.
    """
    return (
        Revision.objects.filter(
            Q(entry__deleted_at=None) | Q(entry__taken_off__isnull=False),
            entry__kind=ContentType.objects.get_for_model(model),
            language=NEUTRAL,
            published_at__isnull=False,
            **{f"data__root__{model.address_field}": address},
        )
        .order_by("-published_at")
        .first()
    )


def _taken_off(request, entry):
    """Lead on from what was taken off the site, or say what became of it."""
    found = TakenOff.objects.filter(entry=entry).first()
    if found is None:
        raise Http404
    is_withdrawn = found.reason == TakenOff.Reason.WITHDRAWN
    row = _leads_to(found)
    if row is not None and not is_withdrawn:
        response = redirect(row, permanent=True)
        patch_cache_control(response, max_age=REMEMBERED)
        return response
    response = render_public(
        request,
        "taken_off.html",
        {
            "explanation": found.get_explanation_display() if is_withdrawn else "",
            "decided_at": found.at,
            "way_on": row and {"url": row.get_absolute_url(), "title": _title(row)},
            "has_lost_its_way": found.target_id is not None and row is None,
        },
        title=_("Taken off the site"),
        status=200 if is_withdrawn else 410,
    )
    response["X-Robots-Tag"] = "noindex"
    return response


def _leads_to(found):
    """Return the row that an address leads to, or None; what was taken off itself leads on."""
    seen = {found.entry_id}
    while found is not None and found.target_id and found.target_id not in seen:
        seen.add(found.target_id)
        model = found.target.kind.model_class()
        row = model.objects.visible(languages.current()).filter(entry=found.target_id).first()
        if row is not None:
            return row
        found = TakenOff.objects.filter(entry=found.target_id).first()
    return None


def _title(row):
    return localized(row, row.title_field)
