"""The tables of the editorial core, and the abstract models of live rows: `base`, `picture_use`."""

from editorial.models.acts import ENDING_PUBLIC, GOING_PUBLIC, WRITING, Act, Action
from editorial.models.audit import AuditEntry
from editorial.models.entries import (
    LANGUAGE_CODE_LENGTH,
    ContentVersion,
    Entry,
    LanguageVersion,
    MinorChange,
    Revision,
)
from editorial.models.pictures import LeftFile, Picture
from editorial.models.previews import PreviewLink
from editorial.models.readers import ReaderInvitation, Suggestion
from editorial.models.search import FoundByWords, PublicText, SearchText
from editorial.models.taken_off import TakenOff
from editorial.models.unsaved import Unsaved

__all__ = [
    "ENDING_PUBLIC",
    "GOING_PUBLIC",
    "LANGUAGE_CODE_LENGTH",
    "WRITING",
    "Act",
    "Action",
    "AuditEntry",
    "ContentVersion",
    "Entry",
    "FoundByWords",
    "LanguageVersion",
    "LeftFile",
    "MinorChange",
    "Picture",
    "PreviewLink",
    "PublicText",
    "ReaderInvitation",
    "Revision",
    "SearchText",
    "Suggestion",
    "TakenOff",
    "Unsaved",
]
