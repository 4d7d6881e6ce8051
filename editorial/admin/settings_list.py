"""What is set up once or looked up seldom: every other list of the admin, in words."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from editorial.staff import rail
from editorial.staff.refusing import MissingRightError


def settings_list(request):
    """List what the person may open under "Settings"."""
    places = rail.places(request.user, rail.SETTINGS)
    if not places:
        raise MissingRightError(*rail.ways(rail.SETTINGS))
    context = {**admin.site.each_context(request), "title": _("Settings"), "places": places}
    return TemplateResponse(request, "admin/settings.html", context)
