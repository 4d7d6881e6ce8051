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
        "greeting_sound",
        "phrase_in",
        "phrase_about",
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


@register(models.MeetingRule)
class MeetingRuleTranslation(TranslationOptions):
    fields = [*STAMPS, "title", "text", "place"]


@register(models.Source)
class SourceTranslation(TranslationOptions):
    fields = [*STAMPS, "description"]


@register(models.Event)
class EventTranslation(TranslationOptions):
    fields = [*STAMPS, "title", "text", "place", "alt"]


@register(models.Memory)
class MemoryTranslation(TranslationOptions):
    fields = ["text"]
