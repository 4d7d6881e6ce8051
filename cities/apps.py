from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitiesConfig(AppConfig):
    name = "cities"
    verbose_name = _("Cities and history")

    def ready(self):
        from cities import models, preview_places
        from editorial.previews import places
        from editorial.registry import PartKind, register
        from editorial.staff import office, rail
        from editorial.text.localized import localized

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
        for order, (model, label) in enumerate(
            [(models.City, _("Cities")), (models.Event, _("Events")), (models.Goal, _("Goals"))]
        ):
            name = model._meta.model_name
            address, right = f"admin:cities_{name}_changelist", f"cities.view_{name}"
            rail.register(rail.Place(label, rail.SITE, 20 + order, address, right))

        @office.register
        def home_city():
            """Tell the office's place by the home city, if there is one."""
            home = models.City.objects.home()
            if home is None:
                return None
            return office.Office(str(localized(home, "name") or home.entry.label), home.zone)

        places.register(models.City, preview_places.of_city)
        places.register(models.Goal, preview_places.of_goal)
        places.register(models.Event, preview_places.of_event)
