from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Content")

    def ready(self):
        from editorial import registry

        registry.connect_checks()
