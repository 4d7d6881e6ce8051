"""What the pages behind signed links have in common."""

from django.utils.translation import gettext as _

from editorial.web.rendering import Crumb, render_public
from involvement.views.submit_pages import crumbs


def render_private(request, template, context, *, title, shown=(), status=200):
    """Render the page of a signed link. Its address is a secret that the page never repeats."""
    return render_public(
        request,
        template,
        {"canonical_url": "", "alternates": [], "json_ld": "", **context},
        title=title,
        breadcrumbs=[*crumbs(request), Crumb(title)],
        shown=shown,
        status=status,
    )


def gone(request):
    """Say what may have become of a link that shows nothing, and whom to write to."""
    title = _("This link shows nothing")
    return render_private(request, "involvement/gone.html", {}, title=title, status=404)


def erased(request):
    """Say that everything was erased just now."""
    title = _("It is erased")
    return render_private(request, "involvement/gone.html", {"is_erased": True}, title=title)
