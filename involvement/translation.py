from modeltranslation.translator import TranslationOptions, register

from editorial.registry import STAMPS
from involvement import models


@register(models.InterestForm)
class InterestFormTranslation(TranslationOptions):
    fields = [
        *STAMPS,
        "title",
        "lede",
        "description",
        "young_text",
        "child_text",
        "guardian_text",
        "ideas_title",
        "ideas_lede",
        *models.InterestForm.NOTICE,
    ]


@register(models.Choice)
class ChoiceTranslation(TranslationOptions):
    fields = ["label", "help", "prompt", "next_steps"]


@register(models.Letter)
class LetterTranslation(TranslationOptions):
    fields = [*STAMPS, "title", "subject", "body"]


@register(models.Idea)
class IdeaTranslation(TranslationOptions):
    fields = ["title", "text", "outcome"]
