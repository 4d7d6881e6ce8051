from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from editorial import registry
        from editorial.staff import dashboard
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
        dashboard.register(dashboard.COMING)(today.coming)
        dashboard.register(dashboard.OLD)(today.old_facts)
