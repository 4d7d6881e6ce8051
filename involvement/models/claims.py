"""What somebody says is wrong with a picture that visitors see."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models import LANGUAGE_CODE_LENGTH, Picture


class PictureClaimQuerySet(models.QuerySet):
    """Claims, by whether staff have decided."""

    def open(self):
        """Keep what waits for staff; what hid a picture comes first."""
        return self.filter(decision="").order_by("-hid", "received_at", "pk")

    def decided(self):
        """Keep what staff have decided, the newest first."""
        return self.exclude(decision="").order_by("-decided_at", "-pk")


class PictureClaim(models.Model):
    """One claim, from anybody. Its text form names no person."""

    class Kind(models.TextChoices):
        """What is wrong."""

        SEEN = "seen", _("I am seen on it, or my child is, and do not want that")
        RIGHTS = "rights", _("It is mine, and I have not allowed it to be shown")
        FACTS = "facts", _("What stands beside it is wrong")
        OTHER = "other", _("Something else")

    class Decision(models.TextChoices):
        """What staff decided."""

        SHOWN = "shown", _("it is shown")
        REMOVED = "removed", _("it was removed from the web")

    picture = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="claims", verbose_name=_("picture")
    )
    form_nonce = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("what is wrong"), max_length=6, choices=Kind)
    text = models.TextField(_("in their words"), max_length=2000, blank=True)
    contact = models.EmailField(_("email"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=LANGUAGE_CODE_LENGTH)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    held_because = models.JSONField(_("held because"), default=list)
    hid = models.BooleanField(_("hid the picture"), default=False)
    decision = models.CharField(_("decision"), max_length=7, choices=Decision, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = PictureClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim about a picture")
        verbose_name_plural = _("claims about pictures")
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="picture_claim_kind_is_known",
                condition=Q(kind__in=["seen", "rights", "facts", "other"]),
            ),
            models.CheckConstraint(
                name="picture_claim_decision_has_its_time",
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=["shown", "removed"], decided_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.pk}"
