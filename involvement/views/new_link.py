"""The page that sends a lost link again. Its answer tells nobody whether a number is known."""

from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.web import network
from editorial.web.rendering import Crumb, base_address, render_public
from involvement.errors import TooManyError
from involvement.forms.new_link import NewLinkForm
from involvement.submissions import renewal
from involvement.views.decorators import private_page
from involvement.views.submit import AFTER_A_FAULT, AFTER_TOO_MANY, AGAIN, NO_DATABASE
from involvement.views.submit_pages import crumbs


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request):
    """Ask for the number and the address, and send the link if both belong together."""
    if request.method != "POST":
        return _page(request, NewLinkForm(), is_done="done" in request.GET)
    if AGAIN in request.POST:
        form = NewLinkForm()
        form.show_typed(request.POST)
        return _page(request, form)
    form = NewLinkForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    typed = form.cleaned_data
    try:
        renewal.ask(
            typed["number"],
            typed["reached_at"],
            base=base_address(request),
            network=network.digest_of(request),
        )
    except TooManyError:
        form.add_error(None, _("This was asked very often. Please try again in an hour."))
        return _page(request, form, status=429, retry_after=AFTER_TOO_MANY)
    except NO_DATABASE:
        form.add_error(None, _("This does not work just now. Please try again in a minute."))
        return _page(request, form, status=503, retry_after=AFTER_A_FAULT)
    return HttpResponseRedirect(f"{request.path}?done=1", status=303)


def _page(request, form, *, is_done=False, status=200, retry_after=None):
    title = _("A new link to your own page")
    page = render_public(
        request,
        "involvement/new_link.html",
        {
            "form": form,
            "problems": form.problems(),
            "is_done": is_done,
            "keep_form": "" if is_done else "new-link-form",
        },
        title=title,
        breadcrumbs=[*crumbs(request), Crumb(title)],
        status=status,
    )
    if retry_after:
        page["Retry-After"] = retry_after
    return page
