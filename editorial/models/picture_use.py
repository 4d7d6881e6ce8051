"""The use of a picture at a place: which one, and its words for those who do not see it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.models.base import DraftRules
from editorial.models.pictures import Picture


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

    @property
    def shows_picture(self):
        """Return whether readers see a picture here: there is one, and it was not taken away."""
        return self.picture_id is not None and self.picture.is_on_the_web

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
