"""What stands around every page of the admin: search, rail, guide, and who is signed in."""

from django.urls import reverse

from editorial.staff import rail, roles


def context(request):
    """Return it for the templates, which ask nothing themselves."""
    user = request.user
    return {
        "rail": rail.rail(request),
        "search_url": reverse("admin:search"),
        "guide_url": rail.guide_url(user, request.path),
        "account_name": user.get_short_name() or user.get_username(),
        "account_roles": roles.names_of(user),
    }
