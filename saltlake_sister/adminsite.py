"""The desk: the admin under the program's name."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AdminConfig):
    """Django's admin with our site class."""

    default_site = "saltlake_sister.adminsite.Desk"


class Desk(admin.AdminSite):
    """The staff's side of the site."""

    site_title = _("Sister Cities desk")
    site_header = _("Sister Cities desk")
    index_title = _("Today")
    enable_nav_sidebar = True
