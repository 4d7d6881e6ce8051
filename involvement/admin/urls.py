"""The admin's pages about records that are no model's: addresses, and places in lists."""

from django.urls import path, reverse
from django.utils.translation import gettext as _

from involvement.admin.records import holds, people, retention
from involvement.permissions import VIEW


def urls(site):
    """List the addresses, for the admin site."""
    pages = {
        "people/": (people.find, "people"),
        "people/correct/<int:key>/": (people.correct, "correct"),
        "due/": (retention.due, "due"),
        "hold/<int:key>/": (holds.hold, "hold"),
    }
    return [
        path(f"involvement/{address}", site.admin_view(view), name=f"involvement_{name}")
        for address, (view, name) in pages.items()
    ]


def add_to(apps, request):
    """Name the pages among the models of taking part, for those who may open them."""
    if not request.user.has_perm(VIEW):
        return
    for app in apps:
        if app["app_label"] == "involvement":
            app["models"] += [
                _entry(_("One person’s data"), "People", "admin:involvement_people"),
                _entry(_("What is due"), "Retention", "admin:involvement_due"),
            ]


def _entry(name, object_name, url):
    return {
        "name": name,
        "object_name": object_name,
        "admin_url": reverse(url),
        "add_url": None,
        "view_only": True,
        "perms": {},
    }
