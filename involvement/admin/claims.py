"""Claims about pictures at the desk: what waits, what was decided, and on Today."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from editorial.models import audit
from editorial.staff import dashboard
from editorial.text import languages
from involvement.admin.records.forms import ClaimCorrectForm
from involvement.claims import claiming
from involvement.intake import spam
from involvement.models import PictureClaim
from involvement.permissions import CHANGE, VIEW, require

# So many that were decided are listed below those that wait.
LISTED = 50
_DECISIONS = {"show": PictureClaim.Decision.SHOWN, "remove": PictureClaim.Decision.REMOVED}


@sensitive_post_parameters()
def claims(request):
    """List the claims, or do what a button says with one of them."""
    require(request, VIEW, CHANGE)
    if request.method == "POST":
        return _act(request)
    found = PictureClaim.objects.select_related("picture__sent__file__submission", "decided_by")
    waiting, decided = list(found.open()[:LISTED]), list(found.decided()[:LISTED])
    keys = [str(claim.pk) for claim in (*waiting, *decided)]
    if keys:
        listed = audit.AuditEntry.Action.LISTED
        audit.record(listed, PictureClaim, keys, by=request.user)
    context = {
        **admin.site.each_context(request),
        "title": _("Claims about pictures"),
        "waiting": [_shown(claim) for claim in waiting],
        "decided": [_shown(claim) for claim in decided],
    }
    return TemplateResponse(request, "admin/involvement/claims.html", context)


@sensitive_post_parameters()
def correct(request, key):
    """Correct the words or the address of a claim, for who made it."""
    require(request, VIEW, CHANGE)
    claim = get_object_or_404(PictureClaim, pk=key)
    initial = {name: getattr(claim, name) for name in claiming.CORRECTABLE}
    form = ClaimCorrectForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        changed = claiming.correct(claim, form.cleaned_data, by=request.user)
        messages.success(request, _("It is corrected.") if changed else _("Nothing was changed."))
        return HttpResponseRedirect(reverse("admin:involvement_people"))
    if not form.is_bound:
        audit.record(audit.AuditEntry.Action.READ, PictureClaim, [str(key)], by=request.user)
    context = {
        **admin.site.each_context(request),
        "title": _("Correct a claim about a picture"),
        "claim": claim,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/involvement/claim_correct.html", context, status=status)


def _act(request):
    button, _colon, key = request.POST.get("action", "").partition(":")
    found = PictureClaim.objects.filter(pk=key).first() if key.isdecimal() else None
    words = _("Nothing was done: it was decided already.")
    if found is not None and button in _DECISIONS:
        if button == "remove" and not request.POST.get("sure"):
            words = _("Tick the box if the picture is to be removed for good.")
        elif claiming.decide(found, _DECISIONS[button], by=request.user):
            words = _("It is decided.")
    elif found is not None and button == "erase" and claiming.erase(found, by=request.user):
        words = _("The claim is erased.")
    messages.info(request, words)
    return HttpResponseRedirect(request.path)


def _shown(claim):
    """Return what the template needs of a claim."""
    sent = getattr(claim.picture, "sent", None)
    return {
        "claim": claim,
        "tag": languages.tag(claim.language),
        "language": languages.own_name(claim.language),
        "reasons": [spam.NAMES.get(code, code) for code in claim.held_because],
        "small_url": _small_url(claim.picture),
        "picture_url": reverse("admin:editorial_picture_change", args=[claim.picture_id]),
        "submission": sent.file.submission if sent else None,
    }


def _small_url(picture):
    copies = picture.renditions
    return picture.file.storage.url(copies[0].name) if copies else ""


@dashboard.register(dashboard.WAITING)
def waiting(request):
    """Tell of claims about pictures, those first that hid one."""
    if not request.user.has_perms([VIEW, CHANGE]):
        return []
    number = PictureClaim.objects.open().count()
    if not number:
        return []
    title = ngettext(
        "%(number)s claim about a picture", "%(number)s claims about pictures", number
    ) % {"number": number}
    text = _(
        "Where somebody is seen who does not want that, the picture is hidden until you decide."
    )
    return [dashboard.Item(title, text, reverse("admin:involvement_claims"), mark="alert")]
