from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from editorial import registry
        from editorial.previews import places
        from editorial.staff.rail import SETTINGS, SITE, Place
        from editorial.staff.rail import register as register_place
        from editorial.text import placeholders
        from editorial.web import rendering
        from pages import frame, models, preview_places

        registry.register(models.SiteSettings, folder="site")
        registry.register(
            models.Page,
            folder="pages",
            parts=[registry.PartKind(models.Section, name="sections")],
        )
        registry.register(models.PrivacyNotice, folder="privacy")
        places.register(models.SiteSettings, preview_places.of_site)
        places.register(models.Page, preview_places.of_page)
        places.register(models.PrivacyNotice, preview_places.of_privacy)
        rendering.add_frame(frame.context)
        placeholders.register(
            "phone",
            model=models.SiteSettings,
            value=models.office_phone,
            words=models.shown_phone,
            link=models.phone_link,
        )
        placeholders.register(
            "phone-abroad",
            model=models.SiteSettings,
            value=models.office_phone,
            words=str,
            link=models.phone_link,
        )
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
