from modeltranslation.translator import TranslationOptions, register

from cities import models
from editorial.registry import STAMPS


@register(models.Goal)
class GoalTranslation(TranslationOptions):
    fields = [*STAMPS, "name", "sentence", "text", "description"]


@register(models.City)
class CityTranslation(TranslationOptions):
    fields = [
        *STAMPS,
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
    fields = [*STAMPS, "title", "text", "place", "alt"]
