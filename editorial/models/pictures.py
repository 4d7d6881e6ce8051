"""Pictures and their use at a place: no page shows a bare image file."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.models.base import DraftRules
from editorial.pictures.renditions import renditions_of
from editorial.pictures.uploads import PictureFileField
from editorial.text.folding import fold


class Picture(models.Model):
    """One picture, used at any number of places; its words for readers stand at each place.

    Deleting the row, or replacing its file, leaves the files in the storage: they are not
    versioned, and an older revision may still show them.
    """

    title = models.CharField(
        _("title"),
        max_length=120,
        help_text=_("For staff, to find the picture again. Visitors do not see it."),
    )
    file = PictureFileField(
        _("file"),
        upload_to="pictures/",
        help_text=_(
            "JPEG, PNG or WebP, at most 20 MB and 40 megapixels. Place and camera data are removed."
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
    # What a search finds it by, folded; made by `save`.
    search_words = models.TextField(editable=False, default="")

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
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """Keep what it is found by."""
        self.search_words = f" {fold(f'{self.title} {self.credit} {self.license}')} "
        super().save(*args, **kwargs)

    @property
    def url(self):
        """The address of the picture at its full size."""
        return self.file.url

    @property
    def renditions(self):
        """The smaller WebP copies, the narrowest first; see `editorial.pictures.renditions`."""
        return renditions_of(self.file.name, self.width, self.height)

    def srcset(self):
        """Return the `srcset` attribute: each rendition with its width: `/a-480.webp 480w`."""
        storage = self.file.storage
        return ", ".join(
            f"{storage.url(rendition.name)} {rendition.width}w" for rendition in self.renditions
        )


class PictureUse(DraftRules, models.Model):
    """A place for a picture: which one, and what it tells those who do not see it.

    Subclasses register `alt` with modeltranslation. Their own Meta inherits from
    `PictureUse.Meta`, or repeats its constraints.
    """

    fact_units = (("picture", "decorative"),)
    text_units = {"alt": "picture"}

    picture = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("Tick this if the page says the same without the picture."),
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it. Not “picture of”."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_decorative_has_picture",
                condition=Q(decorative=False) | Q(picture__isnull=False),
                violation_error_message=_("Without a picture there is nothing decorative."),
            )
        ]

    def clean(self):
        """Refuse an alternative text beside the tick that says that none is needed."""
        super().clean()
        if self.picture_id is None:
            self.decorative = False
        elif self.decorative and self.has_alt():
            message = _("Remove either this tick or the alternative text.")
            raise ValidationError({"decorative": ValidationError(message, "decorative_with_alt")})

    def clean_for_public(self):
        """Ask for an alternative text in some language, or for the tick; a draft may lack both.

        Which languages still lack the text is told by their freshness. The messages stand at
        `decorative`: it is on every form that has the picture, while the column of the text
        depends on the language.
        """
        super().clean_for_public()
        if self.picture_id is not None and not self.decorative and not self.has_alt():
            message = _("Write an alternative text for the picture, or tick this.")
            raise ValidationError({"decorative": ValidationError(message, "alt_missing")})

    def has_alt(self):
        """Tell whether any language has an alternative text."""
        columns = [field.name for field in self._meta.fields if field.name.startswith("alt_")]
        return any((getattr(self, name) or "").strip() for name in columns or ["alt"])
