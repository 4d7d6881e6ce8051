from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitiesConfig(AppConfig):
    name = "cities"
    verbose_name = _("Cities and history")

    def ready(self):
        from cities import models, preview_places
        from editorial.previews import places
        from editorial.registry import PartKind, register

        register(models.Goal, folder="goals")
        register(
            models.City,
            folder="cities",
            parts=[
                PartKind(models.LocalName, name="local_names"),
                PartKind(models.Reason, name="reasons"),
                PartKind(models.Stage, name="stages"),
                PartKind(models.RelationshipGoal, name="goals"),
                PartKind(models.CityPicture, name="pictures"),
            ],
        )
        register(
            models.Event,
            folder="events",
            parts=[
                PartKind(models.Source, name="sources"),
            ],
        )
        places.register(models.City, preview_places.of_city)
        places.register(models.Goal, preview_places.of_goal)
        places.register(models.Event, preview_places.of_event)
