from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from editorial import registry
        from editorial.staff import dashboard
        from editorial.staff.rail import SETTINGS, SITE, Place
        from editorial.staff.rail import register as register_place
        from editorial.web import rendering
        from pages import frame, models, today

        registry.register(models.SiteSettings, folder="site")
        registry.register(
            models.Page,
            folder="pages",
            parts=[registry.PartKind(models.Section, name="sections")],
        )
        registry.register(models.PrivacyNotice, folder="privacy")
        rendering.add_frame(frame.context)
        register_place(
            Place(_("Pages"), SITE, 10, "admin:pages_page_changelist", "pages.view_page"),
            Place(
                _("The whole site"),
                SETTINGS,
                10,
                "admin:pages_sitesettings_changelist",
                "pages.view_sitesettings",
                text=_("Its name, the address of the office, the meetings, the words at the foot."),
            ),
            Place(
                _("Privacy notice"),
                SETTINGS,
                15,
                "admin:pages_privacynotice_changelist",
                "pages.view_privacynotice",
                text=_("What residents are told about their data before they write."),
            ),
        )
        dashboard.register(dashboard.COMING)(today.coming)
        dashboard.register(dashboard.OLD)(today.old_facts)
