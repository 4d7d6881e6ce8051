"""The tables of taking part: the form, what people sent, the mail about it, and what stays."""

from involvement.models.claims import PictureClaim
from involvement.models.exports import Export
from involvement.models.files import SubmissionFile
from involvement.models.form import Choice, InterestForm, Letter
from involvement.models.ideas import Idea
from involvement.models.memories import MemoryUse, SentPicture
from involvement.models.messages import Mail, Message
from involvement.models.operations import (
    DailyRound,
    Disposition,
    Lease,
    RateLimitHit,
    RetentionTerm,
)
from involvement.models.secret_links import SecretLink
from involvement.models.submissions import Submission
from involvement.models.supports import IdeaSupport

__all__ = [
    "Choice",
    "DailyRound",
    "Disposition",
    "Export",
    "Idea",
    "IdeaSupport",
    "InterestForm",
    "Lease",
    "Letter",
    "Mail",
    "MemoryUse",
    "Message",
    "PictureClaim",
    "RateLimitHit",
    "RetentionTerm",
    "SecretLink",
    "SentPicture",
    "Submission",
    "SubmissionFile",
]
