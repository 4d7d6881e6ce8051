"""The tables of the editorial core, and the abstract models of live rows (`base`, `pictures`)."""

from editorial.models.audit import AuditEntry
from editorial.models.entries import (
    LANGUAGE_CODE_LENGTH,
    ContentVersion,
    Entry,
    LanguageVersion,
    MinorChange,
    Revision,
)
from editorial.models.pictures import Picture
from editorial.models.unsaved import Unsaved

__all__ = [
    "LANGUAGE_CODE_LENGTH",
    "AuditEntry",
    "ContentVersion",
    "Entry",
    "LanguageVersion",
    "MinorChange",
    "Picture",
    "Revision",
    "Unsaved",
]
