"""Addresses of the pages about readers, inside the admin."""

from django.urls import path

from editorial.admin.readers import invite, suggestions


def urls(site):
    """List the addresses. `site` is the admin site."""
    return [
        path("translations/readers/", site.admin_view(invite.readers), name="readers"),
        path(
            "translations/suggestions/",
            site.admin_view(suggestions.suggestions),
            name="suggestions",
        ),
    ]
