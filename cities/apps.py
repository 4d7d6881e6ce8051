from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CitiesConfig(AppConfig):
    name = "cities"
    verbose_name = _("Cities and history")

    def ready(self):
        from cities import found_by_visitors, models, preview_places, seed_rules
        from editorial.previews import places
        from editorial.readers import short_list
        from editorial.registry import PartKind, register
        from editorial.search import findable
        from editorial.seed import checking
        from editorial.staff import office, rail
        from editorial.text.localized import localized

        for rule in seed_rules.RULES:
            checking.register(rule)
        # First what others refer to.
        register(models.Source, folder="sources")
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
                PartKind(models.Citation, name="sources"),
                PartKind(models.Figure, name="figures"),
            ],
        )
        register(
            models.MeetingRule,
            folder="meetings",
            parts=[PartKind(models.MeetingException, name="exceptions")],
        )
        for order, (model, label, guide) in enumerate(
            [
                (models.City, _("Cities"), "change-a-relationship"),
                (models.Event, _("Events"), "add-an-event"),
                (models.Goal, _("Goals"), "change-a-page"),
                (models.MeetingRule, _("Meetings"), "coming-events"),
                (models.Source, _("Sources"), "sources"),
            ]
        ):
            name = model._meta.model_name
            address, right = f"admin:cities_{name}_changelist", f"cities.view_{name}"
            rail.register(rail.Place(label, rail.SITE, 20 + order, address, right, guide=guide))

        @office.register
        def home_city():
            """Tell the office's place by the home city, if there is one."""
            home = models.City.objects.home()
            if home is None:
                return None
            return office.Office(str(localized(home, "name") or home.entry.label), home.zone)

        short_list.register(models.City, "name", "greeting_meaning", "phrase_in", order=20)
        short_list.register(models.Goal, "name", order=40)
        for found in found_by_visitors.FINDABLE:
            findable.register(found)
        places.register(models.City, preview_places.of_city)
        places.register(models.Goal, preview_places.of_goal)
        places.register(models.Event, preview_places.of_event)
        places.register(models.MeetingRule, preview_places.of_meeting_rule)
        places.register(models.Source, preview_places.of_source)
