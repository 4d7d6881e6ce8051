"""Links by which somebody without an account may look at one draft for some days."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.entries import LANGUAGE_CODE_LENGTH, Entry
from editorial.text import languages

LIFE = timedelta(days=7)


def in_seven_days():
    """Return when a link ends that is made now."""
    return timezone.now() + LIFE


class PreviewLinkQuerySet(models.QuerySet):
    """Links, as pages and the worker choose them."""

    def working(self):
        """Keep those that still show something."""
        return self.filter(
            revoked_at=None, expires_at__gt=timezone.now(), entry__deleted_at__isnull=True
        )


class PreviewLink(models.Model):
    """One link. Its secret is stored as a hash only, so nobody can read it here again."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="preview_links")
    language = models.CharField(
        _("language"),
        max_length=LANGUAGE_CODE_LENGTH,
        blank=True,
        choices=languages.choices,
        help_text=_("Empty for all languages."),
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    # Translators: the moment at which a link was made
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("ends"), default=in_seven_days)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a preview")
        verbose_name_plural = _("links to previews")
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="preview_link_ends_after_it_began", condition=Q(expires_at__gt=F("created_at"))
            ),
        ]

    def __str__(self):
        return f"{self.entry_id} {self.language}"

    @property
    def is_working(self):
        """Return whether it still shows something, as far as its entry is there."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    def languages(self):
        """List the codes of the languages that it shows."""
        return [self.language] if self.language else languages.codes()
