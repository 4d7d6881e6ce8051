from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from editorial import registry
        from editorial.previews import places
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
