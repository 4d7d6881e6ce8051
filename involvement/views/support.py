"""Saying "me too" to an idea: the form, and the page behind the link of the mail."""

from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.text.localized import localized
from editorial.web import network
from editorial.web.rendering import Crumb, base_address, render_public
from involvement.errors import TooManyError
from involvement.forms.submission import HONEYPOT
from involvement.forms.support import SupportForm
from involvement.ideas import supporting
from involvement.intake.request_guard import is_cross_site
from involvement.submissions import erasure
from involvement.views import private_pages
from involvement.views.decorators import private_page
from involvement.views.submit import AFTER_A_FAULT, AFTER_TOO_MANY, AGAIN, NO_DATABASE
from involvement.views.submit_pages import crumbs


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def me_too(request, key):
    """Ask for the address, and send the mail that asks to confirm."""
    idea = supporting.public(key)
    if idea is None:
        raise Http404
    if request.method != "POST" or AGAIN in request.POST:
        form = SupportForm()
        if request.method == "POST":
            form.show_typed(request.POST)
        return _page(request, idea, form, is_done="done" in request.GET)
    form = SupportForm(request.POST)
    if not form.is_valid():
        return _page(request, idea, form, status=422)
    try:
        supporting.ask(
            idea,
            form.cleaned_data["email"],
            wants_news=form.cleaned_data["wants_news"],
            base=base_address(request),
            network=network.digest_of(request),
            is_suspicious=bool(request.POST.get(HONEYPOT)) or is_cross_site(request),
        )
    except TooManyError:
        form.add_error(None, _("This was asked very often. Please try again in an hour."))
        return _page(request, idea, form, status=429, retry_after=AFTER_TOO_MANY)
    except NO_DATABASE:
        form.add_error(None, _("This does not work just now. Please try again in a minute."))
        return _page(request, idea, form, status=503, retry_after=AFTER_A_FAULT)
    return HttpResponseRedirect(f"{request.path}?done=1", status=303)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def support(request, token):
    """Confirm a "me too" or take it back. Looking changes nothing: programs open links, too."""
    found = supporting.find(token)
    if found is None:
        return private_pages.gone(request)
    button = request.POST.get("action", "") if AGAIN not in request.POST else ""
    if button == "confirm":
        supporting.confirm(found)
        return HttpResponseRedirect(f"{request.path}?done=1", status=303)
    if button == "take-back":
        supporting.take_back(found)
        transaction.on_commit(erasure.empty_journal)
        return HttpResponseRedirect(reverse("involvement:ideas"), status=303)
    context = {
        "idea": found.idea,
        "support": found,
        "ideas_url": reverse("involvement:ideas"),
        "keep_form": "support-form",
    }
    title = _("Me too")
    return private_pages.render_private(request, "involvement/support.html", context, title=title)


def _page(request, idea, form, *, is_done=False, status=200, retry_after=None):
    title = _("Me too")
    page = render_public(
        request,
        "involvement/me_too.html",
        {
            "canonical_url": "",
            "json_ld": "",
            "idea": idea,
            "idea_title": localized(idea, "title"),
            "form": form,
            "honeypot": HONEYPOT,
            "is_done": is_done and not form.is_bound,
            "problems": form.problems() if form.is_bound else [],
            "keep_form": "support-form",
        },
        title=title,
        breadcrumbs=[*crumbs(request), Crumb(title)],
        status=status,
    )
    if retry_after:
        page["Retry-After"] = retry_after
    return page
