"""What running the form needs: hits of its limit, the worker's lease, what was disposed of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from involvement.enums import Kind


class RateLimitHit(models.Model):
    """One form sent from somewhere. The digest is keyed, changes daily and is kept for a day."""

    sender = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("hit of a limit")
        verbose_name_plural = _("hits of a limit")
        default_permissions = []
        indexes = [models.Index(name="rate_limit_hit_by_sender", fields=["sender", "at"])]

    def __str__(self):
        return str(self.at)


class Lease(models.Model):
    """Who may send mail at present, over all machines, and until when without a sign of life."""

    name = models.CharField(max_length=40, unique=True)
    holder = models.CharField(max_length=100)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")
        default_permissions = []

    def __str__(self):
        return f"{self.name}: {self.holder}"


class RetentionTerm(models.Model):
    """For how many years a kind is kept at present, and the shorter term that is announced."""

    kind = models.CharField(_("kind"), max_length=15, choices=Kind, unique=True)
    years = models.PositiveSmallIntegerField(_("kept for, in years"))
    next_years = models.PositiveSmallIntegerField(_("soon kept for, in years"), null=True)
    announced_at = models.DateTimeField(_("announced"), null=True)

    class Meta:
        verbose_name = _("term of retention")
        verbose_name_plural = _("terms of retention")
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="retention_term_is_shortened_with_notice",
                condition=Q(next_years=None, announced_at=None)
                | Q(next_years__lt=F("years"), announced_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.years}"


class DailyRound(models.Model):
    """When the daily round was done last, and whether the next one waits for a person."""

    class Reason(models.TextChoices):
        """Why a round was refused."""

        PAUSE = "pause", _("The last one is more than two days ago: was the clock changed?")
        SHARE = "share", _("It would take an unusual share of all that is kept.")

    done_at = models.DateTimeField(_("done"), null=True)
    refused_at = models.DateTimeField(_("refused"), null=True)
    refused_because = models.CharField(_("reason"), max_length=5, choices=Reason, blank=True)
    allowed = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text=_("So many may go in the next round: a person has looked at them."),
    )

    class Meta:
        verbose_name = _("daily round")
        verbose_name_plural = _("daily rounds")
        default_permissions = []

    def __str__(self):
        return str(self.done_at)


class Disposition(models.Model):
    """What stays of a submission that is gone: when, why, under which series. It names nobody."""

    class Reason(models.TextChoices):
        """Why it is gone."""

        RETENTION = "retention", _("kept for its time")
        ERASURE = "erasure", _("erasure asked for")
        UNCONFIRMED = "unconfirmed", _("not confirmed by a guardian")
        DECLINED = "declined", _("declined by a guardian")
        SPAM = "spam", _("no real submission")

    reference = models.CharField(_("receipt number"), max_length=9)
    kind = models.CharField(_("kind"), max_length=15, blank=True)
    series = models.CharField(_("record series"), max_length=160, blank=True)
    retention_years = models.PositiveSmallIntegerField(_("kept for, in years"), null=True)
    received_on = models.DateField(_("received"))
    disposed_at = models.DateTimeField(_("disposed of"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=11, choices=Reason)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty when the daily command did it."),
    )

    class Meta:
        verbose_name = _("disposition")
        verbose_name_plural = _("disposition log")
        ordering = ["-pk"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                name="disposition_reason_is_known",
                condition=Q(reason__in=["retention", "erasure", "unconfirmed", "declined", "spam"]),
            ),
        ]

    def __str__(self):
        return self.reference
