from modeltranslation.translator import TranslationOptions, register

from editorial.registry import STAMPS
from reports import models


@register(models.Report)
class ReportTranslation(TranslationOptions):
    fields = [*STAMPS, "title", "lede", "board_and_meetings", "next"]


@register(models.CityReport)
class CityReportTranslation(TranslationOptions):
    fields = [*models.CityReport.TEXTS]


@register(models.Outline)
class OutlineTranslation(TranslationOptions):
    fields = [*STAMPS, "title", "introduction", *models.Outline.HEADINGS]
