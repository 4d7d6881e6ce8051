"""What was said about a submission since it was sent, and the mail about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.models import LANGUAGE_CODE_LENGTH
from involvement.models.submissions import Submission


class Message(models.Model):
    """Something said about a submission after it was sent."""

    class Kind(models.TextChoices):
        """Who said it to whom."""

        ADDITION = "addition", _("added by the sender")
        CORRECTION = "correction", _("corrected by the sender")
        ANSWER = "answer", _("answered by us")
        NOTE = "note", _("note for staff")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    language = models.CharField(_("language"), max_length=LANGUAGE_CODE_LENGTH)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="message_kind_is_known",
                condition=Q(kind__in=["addition", "correction", "answer", "note"]),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Mail(models.Model):
    """Ties a mail of the outbox to what it is about; it goes with either of them."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="mails")
    email = models.OneToOneField(
        "post_office.Email", on_delete=models.CASCADE, related_name="about"
    )
    message = models.OneToOneField(
        Message, on_delete=models.SET_NULL, null=True, related_name="mail"
    )
    purpose = models.CharField(_("purpose"), max_length=13)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ["-pk"]
        default_permissions = ["view", "change"]

    def __str__(self):
        return f"{self.submission} · {self.purpose}"
