"""The library of pictures, and the files that no picture shows any more.

A picture has four ends. Once the permission to show it is over, pages leave it out; a later day
brings it back. Deleted, it waits for `KEPT` and can be brought back. Removed from the
web, its files are gone at once and the row stays as a placeholder, so that no revision names
nothing. With a new file, the former one is kept for a while. What does this in all its
consequences is `editorial.publishing.pictures`.
"""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.pictures.renditions import names_of, renditions_of
from editorial.pictures.uploads import PictureFileField
from editorial.text.folding import fold

# How long a deleted picture can be brought back, and a former file lies in the storage.
KEPT = timedelta(days=30)
# Pages place the point that stays in view by classes of the style sheet, one for each step.
FOCAL_STEP = 5


class PictureQuerySet(models.QuerySet):
    """Pictures by what became of them."""

    def in_library(self):
        """Leave out those that were deleted."""
        return self.filter(deleted_at=None)

    def to_choose(self):
        """Leave out those that no page can show: deleted, hidden, removed from the web, or over."""
        over = Q(shown_until__lt=timezone.localdate())
        return self.filter(~over, deleted_at=None, removed_at=None, hidden_at=None)

    def withheld(self):
        """Keep those whose files only staff may open: hidden, over, or deleted."""
        over = Q(shown_until__lt=timezone.localdate())
        return self.exclude(file="").filter(
            over | Q(hidden_at__isnull=False) | Q(deleted_at__isnull=False)
        )

    def ending(self, before):
        """Keep those whose files are there and may be shown for the last time before a day."""
        return self.in_library().filter(removed_at=None, shown_until__lt=before)

    def past(self, now):
        """Keep those that were deleted so long ago that they go for good."""
        return self.filter(deleted_at__lte=now - KEPT)


class Picture(models.Model):
    """One picture, used at any number of places; its words for readers stand at each place."""

    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("For staff, to find the picture again. Visitors do not see it."),
    )
    file = PictureFileField(
        _("file"),
        upload_to="pictures/",
        help_text=_(
            "JPEG, PNG, WebP, AVIF, GIF or the HEIC of a phone, at most 60 MB. A large picture is"
            " made smaller; place and camera are removed."
        ),
    )
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, in %"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "This point stays in sight where a page crops the picture. 0 is the left edge."
        ),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, in %"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("0 is the top edge, 100 the bottom edge."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        help_text=_("Who made the picture, as it stands under the picture on the page."),
    )
    license = models.CharField(
        _("license"),
        max_length=100,
        help_text=_("What allows us to show it, such as “CC BY-SA 4.0” or “used with permission”."),
    )
    shown_until = models.DateField(
        _("may be shown until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day, where the permission ends; from the day after, no page shows the"
            " picture. Empty where it does not end."
        ),
    )
    credit_url = models.URLField(
        _("source address"),
        max_length=500,
        blank=True,
        help_text=_("The page that the picture comes from, if it is on the web."),
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    deleted_at = models.DateTimeField(_("deleted"), null=True, editable=False, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("deleted by"),
    )
    removed_at = models.DateTimeField(_("removed from the web"), null=True, editable=False)
    hidden_at = models.DateTimeField(
        _("hidden"),
        null=True,
        editable=False,
        help_text=_("Somebody is seen on it and does not want that; until staff decide."),
    )
    # What a search finds it by, folded; made by `save`.
    search_words = models.TextField(editable=False, default="")

    objects = PictureQuerySet.as_manager()

    class Meta:
        app_label = "editorial"
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="picture_has_a_size",
                condition=Q(width__gte=1, height__gte=1),
                violation_error_message=_("A picture is at least one pixel wide and high."),
            ),
            models.CheckConstraint(
                name="picture_focal_point_inside",
                condition=Q(focal_x__range=(0, 100), focal_y__range=(0, 100)),
                violation_error_message=_("The focal point must lie between 0 and 100 %."),
            ),
            models.CheckConstraint(
                name="picture_has_a_file_unless_removed",
                condition=Q(removed_at__isnull=True) ^ Q(file=""),
                violation_error_message=_("A picture has a file, unless it was removed."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Keep what it is found by, and remember a file that it shows no longer."""
        self.search_words = f" {fold(f'{self.title} {self.credit} {self.license}')} "
        with transaction.atomic():
            former = self._stored_file()
            super().save(*args, **kwargs)
            if former and former[0] not in ("", self.file.name):
                LeftFile.objects.create(
                    picture=self,
                    name=former[0],
                    width=former[1],
                    height=former[2],
                    goes_at=timezone.now() + KEPT,
                )

    def _stored_file(self):
        rows = Picture.objects.filter(pk=self.pk)
        return rows.values_list("file", "width", "height").first() if self.pk else None

    @property
    def is_there(self):
        """Return whether it can be worked with: its files are there and nobody deleted it."""
        return self.removed_at is None and self.deleted_at is None

    @property
    def is_over(self):
        """Return whether the permission to show it has ended, by the office's calendar."""
        return self.shown_until is not None and self.shown_until < timezone.localdate()

    @property
    def is_on_the_web(self):
        """Return whether pages may show it: it is there, permitted still, and nobody hid it."""
        return self.is_there and not self.is_over and self.hidden_at is None

    @property
    def goes_at(self):
        """Return when it goes for good, once it was deleted."""
        return self.deleted_at + KEPT if self.deleted_at else None

    @property
    def url(self):
        """The address of the picture at its full size."""
        return self.file.url

    @property
    def renditions(self):
        """The smaller WebP copies, the narrowest first; none where the file was removed."""
        return self._copies("webp")

    @property
    def smallest_url(self):
        """Return the address of the narrowest WebP copy; "" where it is not on the web."""
        return self.file.storage.url(self.renditions[0].name) if self.is_on_the_web else ""

    def srcset(self):
        """Return the `srcset` attribute for WebP: each copy with its width: `/a-480.webp 480w`."""
        return self._srcset("webp")

    def srcset_avif(self):
        """Return the `srcset` attribute for AVIF."""
        return self._srcset("avif")

    @property
    def focal_classes(self):
        """Return the classes of the style sheet that keep the focal point in view."""
        x, y = (FOCAL_STEP * round(value / FOCAL_STEP) for value in (self.focal_x, self.focal_y))
        return f"at-x-{x} at-y-{y}"

    def _copies(self, extension):
        if not self.file:
            return []
        return renditions_of(self.file.name, self.width, self.height, extension)

    def _srcset(self, extension):
        storage = self.file.storage
        return ", ".join(
            f"{storage.url(copy.name)} {copy.width}w" for copy in self._copies(extension)
        )


class LeftFile(models.Model):
    """A file that no picture shows any more, until it and its smaller copies are deleted."""

    picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        related_name="left_files",
        verbose_name=_("picture"),
    )
    name = models.CharField(_("name in the storage"), max_length=100, unique=True)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    goes_at = models.DateTimeField(_("goes at"), db_index=True)

    class Meta:
        app_label = "editorial"
        verbose_name = _("file left behind")
        verbose_name_plural = _("files left behind")

    def __str__(self):
        return self.name

    def names(self):
        """List the names of the file and of its copies."""
        return names_of(self.name, self.width, self.height)
