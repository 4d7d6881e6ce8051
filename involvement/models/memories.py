"""What became of a memory: the event that was made of it, or beside which it stands."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.models import Memory
from editorial.models import Entry, Picture
from involvement.models.files import SubmissionFile
from involvement.models.submissions import Submission


class MemoryUse(models.Model):
    """How staff use a memory on the timeline, and what its sender says to that.

    Without a `memory` the event was made of it, else it stands beside an event of the record. Its
    text form names no person.
    """

    class Answer(models.TextChoices):
        """What its sender says to what is to be shown."""

        OPEN = "open", _("not asked yet")
        ASKED = "asked", _("asked, no answer yet")
        YES = "yes", _("yes")
        NO = "no", _("no")

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="memory_use", editable=False
    )
    event = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="memory_uses", verbose_name=_("event")
    )
    memory = models.OneToOneField(
        Memory,
        on_delete=models.CASCADE,
        null=True,
        related_name="use",
        verbose_name=_("memory beside the event"),
    )
    answer = models.CharField(
        _("what its sender says"), max_length=5, choices=Answer, default=Answer.OPEN
    )
    asked_at = models.DateTimeField(_("asked"), null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    shown_as = models.CharField(_("name that may be shown"), max_length=200, blank=True)
    agreed_words = models.TextField(
        _("what was agreed to"),
        blank=True,
        help_text=_("The words that stood on the page when they answered."),
    )
    agreed_to = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Digest of the words to which alone a yes counts."),
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("noted by"),
        help_text=_("Who wrote down an answer that was given by phone or in person."),
    )

    told_public = models.BooleanField(
        _("its sender was told that it is public"), default=False, editable=False
    )

    class Meta:
        verbose_name = _("use of a memory")
        verbose_name_plural = _("uses of memories")
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="memory_use_answer_is_known",
                condition=Q(answer__in=["open", "asked", "yes", "no"]),
            ),
            models.CheckConstraint(
                name="memory_use_answer_has_its_time",
                condition=Q(answer__in=["open", "asked"], answered_at=None)
                | Q(answer__in=["yes", "no"], answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="memory_use_only_a_yes_names_somebody",
                condition=Q(answer="yes") | Q(shown_as=""),
            ),
            models.CheckConstraint(
                name="memory_use_only_a_yes_is_to_words",
                condition=Q(answer="yes") | Q(agreed_to=""),
            ),
        ]

    def __str__(self):
        return str(self.submission)

    @property
    def is_agreed(self):
        """Return whether its sender has said yes."""
        return self.answer == self.Answer.YES

    @property
    def is_to_unknown_words(self):
        """Return whether the yes is from before its words were noted."""
        return self.is_agreed and not self.agreed_to

    @property
    def is_asked_anew(self):
        """Return whether they were asked about other words after their yes, and are silent yet."""
        return self.is_agreed and self.asked_at is not None and self.asked_at > self.answered_at


class SentPicture(models.Model):
    """A picture of the library that was made of a file that somebody sent."""

    file = models.OneToOneField(
        SubmissionFile, on_delete=models.CASCADE, related_name="shown", editable=False
    )
    picture = models.OneToOneField(
        Picture, on_delete=models.CASCADE, related_name="sent", editable=False
    )

    class Meta:
        verbose_name = _("sent picture in the library")
        verbose_name_plural = _("sent pictures in the library")
        default_permissions = []

    def __str__(self):
        return f"{self.file}"
