from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from editorial import registry
        from editorial.text import placeholders
        from editorial.web import rendering
        from pages import frame, models

        registry.register(models.SiteSettings, folder="site")
        registry.register(
            models.Page,
            folder="pages",
            parts=[registry.PartKind(models.Section, name="sections")],
        )
        registry.register(models.PrivacyNotice, folder="privacy")
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
