"""Addresses of the screens of time, for the admin site."""

from django.urls import path

from editorial.admin.plans.listing import plan, plans
from editorial.admin.plans.publish import publish_one, publish_several
from editorial.admin.plans.take_off import take_off


def urls(site):
    """Return the addresses; `site` asks whoever comes to sign in."""
    return [
        path("plans/", site.admin_view(plans), name="plans"),
        path("plans/publish/", site.admin_view(publish_several), name="plan_several"),
        path("plans/<uuid:batch>/", site.admin_view(plan), name="plan"),
        path("plans/<int:entry_pk>/publish/", site.admin_view(publish_one), name="plan_publish"),
        path("plans/<int:entry_pk>/take-off/", site.admin_view(take_off), name="take_off"),
    ]
