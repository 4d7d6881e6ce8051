from modeltranslation.translator import TranslationOptions, register

from editorial.registry import STAMPS
from pages import models


@register(models.SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = [
        *STAMPS,
        "program_name",
        "tagline",
        "home_title",
        "home_lede",
        "map_title",
        "map_text",
        "meeting_title",
        "meeting_text",
        "office_name",
        "attestation",
    ]


@register(models.Page)
class PageTranslation(TranslationOptions):
    fields = [*STAMPS, "title", "menu_label", "lede", "description"]


@register(models.Section)
class SectionTranslation(TranslationOptions):
    fields = ["heading", "body", "facts", "caption", "table", "link_label", "alt"]


@register(models.PrivacyNotice)
class PrivacyNoticeTranslation(TranslationOptions):
    fields = [
        *STAMPS,
        "title",
        "lede",
        "operator",
        "contact",
        "collected",
        "purposes",
        "consequence",
        "sharing",
        "trackers",
        "correction",
        "ombudsperson",
        "record_series",
        "retention",
    ]
