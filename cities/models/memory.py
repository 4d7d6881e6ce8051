"""Memories that stand beside an event: told by a resident, and no part of the record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.models import LANGUAGE_CODE_LENGTH, Entry, FoundByWords

# A year before the program began, or one of five digits, is a slip of the keyboard.
_YEARS = (1950, 2999)


class MemoryQuerySet(models.QuerySet):
    """Memories, as pages show them."""

    def public(self):
        """Keep what stands on the timeline, in the order in which it was put there."""
        return self.filter(is_public=True).order_by("pk")


class Memory(FoundByWords):
    """What a resident remembers of an event, in their own words. Its text form names nobody.

    It is no part of the event: revisions keep the words of parts for good, and a memory has to go
    when who told it asks for that.
    """

    found_by = ("text",)

    event = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        related_name="memories",
        editable=False,
        verbose_name=_("event"),
    )
    original_language = models.CharField(
        _("told in"), max_length=LANGUAGE_CODE_LENGTH, choices=settings.LANGUAGES, editable=False
    )
    text = models.TextField(_("memory"), max_length=3_000)
    told_by = models.CharField(
        _("name shown beside it"),
        max_length=200,
        blank=True,
        editable=False,
        help_text=_("Only as its sender agreed; empty for “a resident”."),
    )
    told_year = models.PositiveSmallIntegerField(_("year in which it was told"), editable=False)
    is_public = models.BooleanField(_("on the timeline"), default=False)

    objects = MemoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("memory")
        verbose_name_plural = _("memories")
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="memory_told_in_a_likely_year", condition=Q(told_year__range=_YEARS)
            ),
        ]

    def __str__(self):
        return f"{self.pk}"
