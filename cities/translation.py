from modeltranslation.translator import TranslationOptions, register

from cities import models


@register(models.Goal)
class GoalTranslation(TranslationOptions):
    fields = ["live_at", "machine_made", "name", "sentence", "text", "description"]


@register(models.City)
class CityTranslation(TranslationOptions):
    fields = [
        "live_at", "machine_made",
        "name",
        "region",
        "greeting_meaning",
        "phrase_in",
        "origin_lede",
        "origin",
        "profile",
        "shared",
        "take_part",
        "notice",
        "invitation",
        "description",
    ]


@register(models.Stage)
class StageTranslation(TranslationOptions):
    fields = ["legal_basis"]


@register(models.RelationshipGoal)
class RelationshipGoalTranslation(TranslationOptions):
    fields = ["reason", "measure"]


@register(models.CityPicture)
class CityPictureTranslation(TranslationOptions):
    fields = ["alt"]


@register(models.Event)
class EventTranslation(TranslationOptions):
    fields = ["live_at", "machine_made", "title", "text", "place", "alt"]
