from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

COORDINATOR = "Involvement coordinator"


class InvolvementConfig(AppConfig):
    name = "involvement"
    verbose_name = _("Taking part")

    def ready(self):
        from editorial import roles
        from editorial.registry import PartKind, register
        from involvement import formconfig, models
        from pages import additions

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
        additions.add_fact("form_is_open", formconfig.open_in)
        additions.add_fact("has_ideas", formconfig.ideas_in)
        additions.add_addresses(formconfig.addresses)
