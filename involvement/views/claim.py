"""The page on which anybody can say what is wrong with a picture, without an account or cookie."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from editorial.models import Picture
from editorial.web import network
from editorial.web.rendering import Crumb, home_crumb, render_public
from involvement.claims import claiming
from involvement.errors import TooManyError
from involvement.forms.claim import ClaimForm
from involvement.forms.submission import HONEYPOT
from involvement.intake.request_guard import is_cross_site
from involvement.views.decorators import private_page
from involvement.views.submit import AFTER_A_FAULT, AFTER_TOO_MANY, AGAIN, NO_DATABASE


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, key):
    """Show the form about a picture that visitors see, and take what they say."""
    shown = claiming.shown_picture(key)
    if request.method != "POST":
        if shown is None:
            raise Http404
        return _page(request, shown, ClaimForm(), claiming.new_token(shown))
    # Somebody else may have hidden it since the form was opened: what they say counts as well.
    picture = shown or claiming.find(key)
    token = request.POST.get("token", "")
    read = claiming.read_token(token, picture) if picture else None
    if shown is None and read is None:
        raise Http404
    if AGAIN in request.POST or read is None:
        form = ClaimForm()
        form.show_typed(request.POST)
        token = token if read else claiming.new_token(picture)
        return _page(request, shown, form, token, is_anew=AGAIN not in request.POST)
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form, token, status=422)
    nonce, shown_for = read
    try:
        stored = claiming.claim(
            picture,
            form.cleaned_data,
            nonce=nonce,
            shown_for=shown_for,
            network=network.digest_of(request),
            honeypot=request.POST.get(HONEYPOT, ""),
            is_cross_site=is_cross_site(request),
        )
    except Picture.DoesNotExist as error:
        raise Http404 from error
    except TooManyError:
        words = _("Very much was sent from your network. Please try again in an hour, or call us.")
        form.add_error(None, words)
        return _page(request, shown, form, token, status=429, retry_after=AFTER_TOO_MANY)
    except NO_DATABASE:
        words = _("This could not be stored just now. Please try again in a minute.")
        form.add_error(None, words)
        return _page(request, shown, form, token, status=503, retry_after=AFTER_A_FAULT)
    return _received(stored)


@private_page
@require_safe
def received(request):
    """Thank for a claim and say what happens to it."""
    title = _("Thank you for telling us")
    return render_public(
        request,
        "involvement/claim_received.html",
        {
            "canonical_url": "",
            "alternates": [],
            "json_ld": "",
            "is_hidden": "hidden" in request.GET,
        },
        title=title,
        breadcrumbs=[home_crumb(), Crumb(title)],
    )


def _received(stored):
    query = "?hidden=1" if stored.hid else ""
    return HttpResponseRedirect(f"{reverse('involvement:claim_received')}{query}", status=303)


def _page(request, picture, form, token, *, is_anew=False, status=200, retry_after=None):
    """Show the form; `picture` is None where visitors do not see it any more."""
    title = _("Something wrong with this picture?")
    page = render_public(
        request,
        "involvement/claim.html",
        {
            "canonical_url": "",
            "json_ld": "",
            "picture": picture,
            "form": form,
            "token": token,
            "honeypot": HONEYPOT,
            "is_anew": is_anew,
            "problems": form.problems() if form.is_bound else [],
            "keep_form": "claim-form",
        },
        title=title,
        breadcrumbs=[home_crumb(), Crumb(title)],
        status=status,
    )
    if retry_after:
        page["Retry-After"] = retry_after
    return page
