"""The links to pages about one submission, each for the one who got it, none of them readable."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from involvement.models.submissions import Submission


class SecretLinkQuerySet(models.QuerySet):
    """Links, by whether they still open anything."""

    def working(self):
        """Keep those whose time is not over."""
        return self.filter(expires_at__gt=timezone.now())


class SecretLink(models.Model):
    """One way to one page. Only a hash of its secret is kept: the mail has the secret.

    Of each purpose there may be several; every mail brings one of its own.
    """

    class Purpose(models.TextChoices):
        """Whose page it opens."""

        SENDER = "sender", _("sender")
        GUARDIAN = "guardian", _("guardian")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("ends"), db_index=True)

    objects = SecretLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("secret link")
        verbose_name_plural = _("secret links")
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="secret_link_purpose_is_known",
                condition=Q(purpose__in=["sender", "guardian"]),
            ),
        ]

    def __str__(self):
        return f"{self.submission} · {self.purpose}"
