"""Addresses of the previews for staff, inside the admin."""

from django.urls import path, re_path

from editorial.admin.previews import saved, share, typed


def urls(site):
    """List the addresses. `site` is the admin site."""
    of_entry = "preview/<int:entry_pk>/"
    return [
        path("preview/new/<str:label>/", site.admin_view(typed.new), name="preview_new"),
        path(of_entry, site.admin_view(typed.typed), name="preview_typed"),
        path(f"{of_entry}links/", site.admin_view(share.share), name="preview_links"),
        path(f"{of_entry}<str:language>/", site.admin_view(saved.preview), name="preview"),
        re_path(
            # The home page is the place without a path.
            r"^preview/(?P<entry_pk>[0-9]+)/(?P<language>[a-z-]+)/at/(?P<place>.*)$",
            site.admin_view(saved.preview),
            name="preview_place",
        ),
    ]
