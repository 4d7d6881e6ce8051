"""The staff's side: the admin under the program's name, with the translators' table."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from saltlake_sister import checks


class StaffAdminConfig(AdminConfig):
    """Django's admin with our site class."""

    default_site = "saltlake_sister.admin_site.StaffAdminSite"

    def ready(self):
        """Register the checks at start as well: settings and roof are no app of their own."""
        super().ready()
        checks.connect()


class StaffAdminSite(admin.AdminSite):
    """The staff's side of the site."""

    site_title = _("Sister Cities desk")
    site_header = _("Sister Cities desk")
    index_title = _("Today")
    enable_nav_sidebar = True

    def get_urls(self):
        """Put the translators' pages and those about records before Django's own."""
        # Models are not loaded yet when this module is.
        from editorial.admin.previews import urls as preview_urls
        from editorial.admin.translations.history import history
        from editorial.admin.translations.page import translate
        from editorial.admin.translations.table import table
        from involvement.admin import urls as admin_urls

        page = "translations/<int:entry_pk>/<str:language>/"
        return [
            path("translations/", self.admin_view(table), name="translations"),
            path(page, self.admin_view(translate), name="translate"),
            path(f"{page}history/", self.admin_view(history), name="translate_history"),
            *preview_urls.urls(self),
            *admin_urls.urls(self),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        """Show first what waits for the person who signed in."""
        from editorial.staff.dashboard import cards

        return super().index(request, {**(extra_context or {}), "cards": cards(request)})

    def get_app_list(self, request, app_label=None):
        """Name the translators' table first, for everybody who works in some language."""
        from editorial.staff import roles
        from involvement.admin import urls as admin_urls

        apps = super().get_app_list(request, app_label)
        admin_urls.add_to(apps, request)
        if app_label is not None or not roles.languages_of(request.user):
            return apps
        url = reverse("admin:translations")
        table = {
            "name": _("Translations"),
            "object_name": "Translations",
            "admin_url": url,
            "add_url": None,
            "view_only": True,
            "perms": {},
        }
        languages = {
            "name": _("Languages"),
            "app_label": "translations",
            "app_url": url,
            "has_module_perms": True,
            "models": [table],
        }
        return [languages, *apps]

    def admin_view(self, view, cacheable=False):
        """Lose nothing that somebody typed, whatever keeps it from being saved."""
        from editorial.admin.refusals import kept_input

        inner = super().admin_view(view, cacheable)
        owner = getattr(view, "__self__", None)
        model_admin = owner if isinstance(owner, admin.ModelAdmin) else None

        def answered(request, *args, **kwargs):
            return kept_input.answered(request, inner, *args, model_admin=model_admin, **kwargs)

        return update_wrapper(csrf_protect(answered), inner)

    def login(self, request, extra_context=None):
        """Sign in; a database that takes nothing is no reason for a broken page."""
        from editorial.admin.refusals import kept_input

        return kept_input.answered(request, super().login, extra_context)
