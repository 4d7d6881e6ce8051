"""The parts of a city: its names in the languages spoken there, and the pictures of its page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models.relationship import RelationshipPart
from cities.models.source import language_tag
from editorial.models.picture_use import PictureUse


class LocalName(RelationshipPart):
    """The city's name in a language that is spoken there."""

    search_facts = name_facts = ("name",)
    named_by = ("name",)

    language = models.CharField(_("language"), max_length=12, validators=[language_tag])
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("name in a local language")
        verbose_name_plural = _("names in local languages")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="local_name_once_a_language", fields=["city", "language"])
        ]

    def __str__(self):
        return self.name


class CityPicture(PictureUse, RelationshipPart):
    """A picture on a city's page."""

    named_by = ("picture",)

    class Meta(PictureUse.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["position"]

    def __str__(self):
        return str(self.picture_id)
