"""The addresses of the admin's pages about records that are no model's."""

from django.urls import path

from involvement.admin.records import exports, holds, people, retention


def urls(site):
    """List the addresses, for the admin site."""
    pages = {
        "people/": (people.find, "people"),
        "people/correct/<int:key>/": (people.correct, "correct"),
        "due/": (retention.due, "due"),
        "exports/": (exports.listing, "exports"),
        "exports/<int:key>/file/": (exports.file, "export_file"),
        "hold/<int:key>/": (holds.hold, "hold"),
    }
    return [
        path(f"involvement/{address}", site.admin_view(view), name=f"involvement_{name}")
        for address, (view, name) in pages.items()
    ]
