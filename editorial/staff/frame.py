"""What stands around every page of the admin: search, rail, guide, and who is signed in."""

from django.urls import reverse

from editorial.staff import rail, roles


def context(request):
    """Return it for the templates, which ask nothing themselves."""
    user = request.user
    around = rail.around(user, request.path)
    return {
        "rail": around.rail,
        "search_url": reverse("admin:search"),
        "guide_url": around.guide_url,
        "account_name": user.get_short_name() or user.get_username(),
        "account_roles": roles.names_of(user),
    }
