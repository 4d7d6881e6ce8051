from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

COORDINATOR = "Involvement coordinator"


class InvolvementConfig(AppConfig):
    name = "involvement"
    verbose_name = _("Taking part")

    def ready(self):
        from editorial.previews import places
        from editorial.registry import PartKind, register
        from editorial.staff import roles
        from editorial.text import placeholders
        from involvement import models, permissions, preview_places
        from involvement.intake import form_config
        from involvement.submissions import deadlines
        from pages import extensions

        register(
            models.InterestForm,
            folder="forms",
            parts=[PartKind(models.Choice, name="choices")],
        )
        register(models.Letter, folder="letters")
        placeholders.register(
            "days",
            model=models.InterestForm,
            value=deadlines.days_to_answer,
            words=deadlines.days_in_words,
        )
        places.register(models.InterestForm, preview_places.of_form)
        roles.register(
            COORDINATOR,
            permissions.OF_COORDINATORS,
            _("answers what residents sent, and sees their names and addresses"),
        )
        extensions.add_flag("form_is_open", form_config.open_in)
        extensions.add_flag("has_ideas", form_config.ideas_in)
        extensions.add_values("take_part", form_config.to_write)
        # Answers to our letters go there.
        extensions.protect_setting("email", permissions.ERASE)
        extensions.add_addresses(form_config.addresses)
