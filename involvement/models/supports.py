"""Who says "me too" to an idea: counted once for each mailbox, of which a digest alone is kept."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models import LANGUAGE_CODE_LENGTH
from involvement.models.ideas import Idea


class IdeaSupportQuerySet(models.QuerySet):
    """Supports, by whether the mailbox has confirmed."""

    def confirmed(self):
        """Keep those that count."""
        return self.filter(confirmed_at__isnull=False)

    def waiting_since(self, moment):
        """Keep those that nobody confirmed, asked before a moment."""
        return self.filter(confirmed_at=None, asked_at__lt=moment)


class IdeaSupport(models.Model):
    """One "me too". The address is kept only for who asked to hear what becomes of the idea."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    mailbox = models.CharField(
        max_length=64, editable=False, help_text=_("Keyed digest of the mailbox.")
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    wants_news = models.BooleanField(_("wants to hear what becomes of it"), default=False)
    email = models.EmailField(_("email"), max_length=254, blank=True)
    language = models.CharField(
        _("language"), max_length=LANGUAGE_CODE_LENGTH, choices=settings.LANGUAGES
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, db_index=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)

    objects = IdeaSupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("“me too” to an idea")
        verbose_name_plural = _("“me too” to ideas")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(name="idea_support_once", fields=["idea", "mailbox"]),
            models.CheckConstraint(
                name="idea_support_address_for_news_alone",
                condition=models.Q(wants_news=True) | models.Q(email=""),
            ),
        ]

    def __str__(self):
        return f"{self.pk}"
