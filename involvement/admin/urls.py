"""The addresses of the admin's pages about records that are no model's."""

from django.urls import path

from involvement.admin import claims
from involvement.admin.memories import desk
from involvement.admin.records import exports, files, holds, people, retention


def urls(site):
    """List the addresses, for the admin site."""
    pages = {
        "people/": (people.find, "people"),
        "people/correct/<int:key>/": (people.correct, "correct"),
        "due/": (retention.due, "due"),
        "exports/": (exports.listing, "exports"),
        "exports/<int:key>/file/": (exports.file, "export_file"),
        "files/<int:key>/": (files.correct, "file"),
        "files/<int:key>/<str:which>/": (files.content, "file_content"),
        "hold/<int:key>/": (holds.hold, "hold"),
        "claims/": (claims.claims, "claims"),
        "claims/<int:key>/correct/": (claims.correct, "correct_claim"),
        "memories/<int:key>/": (desk.act, "memory"),
        "memories/<int:key>/beside/": (desk.beside, "memory_beside"),
    }
    return [
        path(f"involvement/{address}", site.admin_view(view), name=f"involvement_{name}")
        for address, (view, name) in pages.items()
    ]
