from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

COORDINATOR = "Involvement coordinator"


class InvolvementConfig(AppConfig):
    name = "involvement"
    verbose_name = _("Taking part")

    def ready(self):
        from editorial import roles
        from editorial.registry import PartKind, register
        from involvement import models

        register(
            models.InterestForm,
            folder="forms",
            parts=[PartKind(models.Choice, name="choices")],
        )
        register(models.Letter, folder="letters")
        roles.register(
            COORDINATOR,
            {
                "involvement.view_submission",
                "involvement.change_submission",
                "involvement.export_submission",
                "involvement.erase_submission",
                "involvement.view_mail",
                "involvement.change_mail",
                "involvement.view_idea",
                "involvement.change_idea",
                "involvement.view_disposition",
            },
        )
