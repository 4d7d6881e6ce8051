"""The staff's side: the admin under the program's name, with the translators' table."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from saltlake_sister import checks

# What somebody may ask for who has not given a second factor yet.
OPEN_TO_HALF_SIGNED_IN = {"logout", "i18n_javascript"}


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
    password_change_template = "admin/password_change.html"  # noqa: S105 (a template)

    def get_urls(self):
        """Put the translators' pages and those about records before Django's own."""
        # Models are not loaded yet when this module is.
        from cities.forms.place_map import show_place
        from cities.forms.read_date import read_date
        from editorial.admin.bulk import page as bulk
        from editorial.admin.exchange.page import files
        from editorial.admin.guide import guide
        from editorial.admin.history import urls as history_urls
        from editorial.admin.plans import urls as plan_urls
        from editorial.admin.previews import urls as preview_urls
        from editorial.admin.readers import urls as reader_urls
        from editorial.admin.rich_text import link_targets, paste
        from editorial.admin.search.page import search
        from editorial.admin.settings_list import settings_list
        from editorial.admin.translations.page import translate
        from editorial.admin.translations.table import table
        from involvement.admin import urls as admin_urls

        page = "translations/<int:entry_pk>/<str:language>/"
        return [
            path("search/", self.admin_view(search), name="search"),
            path("guide/", self.admin_view(guide), name="guide"),
            path("guide/<slug:name>/", self.admin_view(guide), name="guide_page"),
            path("chosen/publish/", self.admin_view(bulk.publish), name="bulk_publish"),
            path("chosen/take-off/", self.admin_view(bulk.take_off), name="bulk_take_off"),
            path("chosen/review/", self.admin_view(bulk.review), name="bulk_review"),
            path(
                "chosen/translations/",
                self.admin_view(bulk.translations),
                name="bulk_translations",
            ),
            path("settings/", self.admin_view(settings_list), name="settings"),
            path("translations/files/", self.admin_view(files), name="translation_files"),
            path("translations/", self.admin_view(table), name="translations"),
            path(page, self.admin_view(translate), name="translate"),
            path("paste/", self.admin_view(paste), name="paste"),
            path("link-targets/", self.admin_view(link_targets), name="link_targets"),
            path("show-place/", self.admin_view(show_place), name="show_place"),
            path("read-date/", self.admin_view(read_date), name="read_date"),
            *plan_urls.urls(self),
            *preview_urls.urls(self),
            *reader_urls.urls(self),
            *history_urls.urls(self),
            *admin_urls.urls(self),
            *super().get_urls(),
        ]

    def has_permission(self, request):
        """Return whether somebody is signed in for the desk; a session too old ends here."""
        from accounts.sign_in import sessions

        sessions.keep(request)
        return super().has_permission(request)

    def lets_in(self, request):
        """Return whether somebody is at the desk: signed in, with all the factors it asks for."""
        from accounts.sign_in import second_factor

        return self.has_permission(request) and not second_factor.is_missing(request)

    def each_context(self, request):
        """Give every page the rail and the words about who is signed in, and count here.

        Django's list of all models is made only where it is shown: on the page of one app.
        """
        from editorial.staff import frame

        context = {
            "site_title": self.site_title,
            "site_header": self.site_header,
            "site_url": self.site_url,
            "has_permission": self.has_permission(request),
            "is_popup": False,
            "is_nav_sidebar_enabled": self.enable_nav_sidebar,
        }
        return context | frame.context(request) if context["has_permission"] else context

    def index(self, request, extra_context=None):
        """Show Today: what needs the person who signed in."""
        from editorial.staff import dashboard
        from pages.admin.today import line_of_the_week

        shown = dashboard.shown(request)
        context = {
            **self.each_context(request),
            "title": self.index_title,
            "groups": [part for part in shown if not part.group.is_beside],
            "beside": [part for part in shown if part.group.is_beside],
            "line": line_of_the_week(),
            "day": timezone.localdate(),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/index.html", context)

    def admin_view(self, view, cacheable=False):
        """Ask for the second factor, and lose nothing that somebody typed, whatever happens."""
        from accounts.sign_in import second_factor
        from editorial.admin.refusals import kept_input

        inner = super().admin_view(view, cacheable)
        owner = getattr(view, "__self__", None)
        model_admin = owner if isinstance(owner, admin.ModelAdmin) else None

        def inside(request, *args, **kwargs):
            if second_factor.is_missing(request) and view.__name__ not in OPEN_TO_HALF_SIGNED_IN:
                url = second_factor.first_step(request)
                return kept_input.half_signed_in(request, url) or HttpResponseRedirect(url)
            return inner(request, *args, **kwargs)

        def answered(request, *args, **kwargs):
            return kept_input.answered(request, inside, *args, model_admin=model_admin, **kwargs)

        return update_wrapper(csrf_protect(answered), inner)

    def login(self, request, extra_context=None):
        """Sign in; a database that takes nothing is no reason for a broken page."""
        from editorial.admin.refusals import kept_input

        return kept_input.answered(request, self._login, extra_context)

    def step_of_sign_in(self, request, *, is_looked_at=True):
        """Return what is asked for next on a page that keeps what somebody typed."""
        from accounts.views import on_the_spot

        return on_the_spot.next_step(request, is_looked_at=is_looked_at)

    def _login(self, request, extra_context=None):
        from accounts.views.door import SignIn

        context = {**self.each_context(request), **self.door(request), **(extra_context or {})}
        return SignIn.as_view(extra_context=context)(request)

    def logout(self, request, extra_context=None):
        """Sign out, with a line in the audit log."""
        from accounts.sign_in import history

        if request.method == "POST" and request.user.is_authenticated:
            history.told(history.Action.SIGNED_OUT, request.user, by=request.user)
        return super().logout(request, extra_context)

    def password_change(self, request, extra_context=None):
        """Change one's own password, with the limits of the door and a line in the audit log."""
        from django.contrib.auth.views import PasswordChangeView

        from accounts.forms.door import OwnPasswordForm
        from accounts.sign_in import history

        # Django's own view of the admin takes no other form than its own.
        request.current_app = self.name
        response = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            template_name=self.password_change_template,
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)
        if request.method == "POST" and response.status_code == 302:
            history.told(history.Action.PASSWORD, request.user, by=request.user)
        return response

    def door(self, request):
        """Return what stands at the door, for who is not inside yet: the cities by distance."""
        if self.has_permission(request):
            return {}
        from cities.overview import overview

        return {"cities": overview(request).nearest_first()}
