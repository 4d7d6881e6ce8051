"""Photographs, scans and documents that somebody sent with a memory or an idea."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.models import LANGUAGE_CODE_LENGTH
from involvement.models.submissions import Submission


class SubmissionFile(models.Model):
    """One file, and what its sender answered about it. Its text form names no person.

    The file lies in `SUBMISSION_FILES_DIR`, never in the public folder, under a name that nobody
    can guess; `involvement.submissions.stored_files` says how.
    """

    class Format(models.TextChoices):
        """What it is, as its content said and not its name."""

        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"
        WEBP = "webp", "WebP"
        PDF = "pdf", "PDF"

    class TakenBy(models.TextChoices):
        """Who made the picture: whose work it is, and not who is seen on it."""

        SENDER = "me", _("I took it myself")
        FAMILY = "family", _("somebody of my family")
        STUDIO = "studio", _("a studio, a newspaper or somebody else")
        UNKNOWN = "unknown", _("I do not know")

    class Use(models.TextChoices):
        """What its sender lets us do with it."""

        PUBLIC = "public", _("You may show it on this site")
        LATER = "later", _("You may show it, but not before a day that I name")
        ARCHIVE = "archive", _("Keep it in the archive only, do not show it")

    class Minors(models.TextChoices):
        """Whether anybody under 18 can be recognized."""

        NOBODY = "no", _("no")
        SOMEBODY = "yes", _("yes")
        UNKNOWN = "unknown", _("I do not know")

    class Asked(models.TextChoices):
        """Whether who can be recognized agreed that it is shown."""

        NOBODY = "nobody", _("nobody can be recognized")
        YES = "yes", _("yes, they agree")
        NO = "no", _("no, or not all of them")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=40, unique=True, editable=False)
    content_hash = models.CharField(
        max_length=64,
        editable=False,
        help_text=_("SHA-256 of what was sent: the same file sent twice is stored once."),
    )
    format = models.CharField(_("format"), max_length=4, choices=Format)
    size = models.PositiveIntegerField(_("bytes"))
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    caption = models.CharField(_("what is seen"), max_length=500, blank=True)
    taken_when = models.CharField(_("when it was taken"), max_length=100, blank=True)
    taken_where = models.CharField(_("where it was taken"), max_length=200, blank=True)
    taken_by = models.CharField(_("who took it"), max_length=7, choices=TakenBy)
    use = models.CharField(_("what we may do with it"), max_length=7, choices=Use)
    public_from = models.DateField(_("not before"), null=True, blank=True)
    shown_as = models.CharField(
        pgettext_lazy("of a picture", "name shown beside it"), max_length=200, blank=True
    )
    who_is_seen = models.CharField(_("who is seen"), max_length=500, blank=True)
    minors = models.CharField(_("anybody under 18"), max_length=7, choices=Minors)
    asked = models.CharField(_("were they asked"), max_length=6, choices=Asked)
    keep_place = models.BooleanField(_("we may keep where it was taken"), default=False)
    # In degrees, as the phone wrote it into the file. For the office and its sender alone.
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=5, null=True, editable=False
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, editable=False
    )
    agreed_words = models.TextField(
        _("what was agreed to"),
        editable=False,
        help_text=_("The questions and answers about rights, word for word as they were shown."),
    )
    language = models.CharField(_("language"), max_length=LANGUAGE_CODE_LENGTH, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("photograph or scan")
        verbose_name_plural = _("photographs and scans")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                name="submission_file_once", fields=["submission", "content_hash"]
            ),
            models.CheckConstraint(
                name="submission_file_format_is_known",
                condition=Q(format__in=["jpg", "png", "webp", "pdf"]),
            ),
            models.CheckConstraint(
                name="submission_file_later_has_a_day",
                condition=Q(use="later", public_from__isnull=False)
                | Q(use__in=["public", "archive"], public_from=None),
                violation_error_message=_("Name the day from which it may be shown."),
            ),
            models.CheckConstraint(
                name="submission_file_minors_were_asked",
                condition=Q(use="archive") | ~Q(minors="yes") | Q(asked="yes"),
                violation_error_message=_(
                    "We show people under 18 only if they and their parents agree."
                ),
            ),
            models.CheckConstraint(
                name="submission_file_place_was_allowed",
                condition=Q(latitude=None, longitude=None)
                | Q(
                    keep_place=True,
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
            ),
        ]

    def __str__(self):
        return f"{self.submission} · {self.get_format_display()}"

    @property
    def is_picture(self):
        """Return whether it was written anew by us and can be shown; a PDF is kept as it came."""
        return self.format != self.Format.PDF

    def may_be_shown(self, today):
        """Return whether its sender's answers let visitors see it on a day.

        The work of a studio or of somebody unknown is not theirs to give.
        """
        is_open = self.use == self.Use.PUBLIC or (
            self.use == self.Use.LATER and self.public_from <= today
        )
        return is_open and self._is_theirs_to_show

    @property
    def is_kept_back(self):
        """Return whether its sender lets it be shown, and other answers of theirs forbid it."""
        return self.use != self.Use.ARCHIVE and not self._is_theirs_to_show

    @property
    def _is_theirs_to_show(self):
        is_theirs = self.taken_by in {self.TakenBy.SENDER, self.TakenBy.FAMILY}
        is_agreed = self.asked != self.Asked.NO and self.minors != self.Minors.UNKNOWN
        return self.is_picture and is_theirs and is_agreed
