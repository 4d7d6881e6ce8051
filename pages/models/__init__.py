"""What this app stores."""

from pages.models.page import Page, PageQuerySet, Section
from pages.models.privacy import PrivacyNotice
from pages.models.site import SiteSettings, phone_link, shown_phone

__all__ = [
    "Page",
    "PageQuerySet",
    "PrivacyNotice",
    "Section",
    "SiteSettings",
    "phone_link",
    "shown_phone",
]
