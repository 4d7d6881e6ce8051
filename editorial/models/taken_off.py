"""Why something is off the site, and what readers find at its address since then."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from editorial.models.entries import Entry


class TakenOff(models.Model):
    """What stands at the address of an entry that no language shows any more.

    It is written down when somebody takes the entry off, or plans to; it counts only while the
    public sees nothing of the entry, and ends when it is published again.
    """

    class Reason(models.TextChoices):
        """Why it was taken off."""

        ERROR = "error", _("It was published in error")
        MERGED = "merged", _("Something else has taken its place")
        WITHDRAWN = "withdrawn", _("It is withdrawn, and readers are told why")

    class Explanation(models.TextChoices):
        """What readers are told; fixed sentences, so that they stand in every language."""

        OUTDATED = "outdated", _("What stood here is no longer up to date.")
        ENDED = "ended", _("What this page was about has come to an end.")
        RIGHTS = "rights", _("What stood here may no longer be shown.")
        ASKED = "asked", _("Somebody whom this page was about asked us to take it down.")
        REVIEW = "review", _("What stood here is being checked and may come back.")

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, related_name="taken_off", verbose_name=_("what")
    )
    reason = models.CharField(_("why"), max_length=9, choices=Reason)
    target = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("where its address leads"),
    )
    explanation = models.CharField(
        _("what readers are told"), max_length=8, choices=Explanation, blank=True
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("decided"), auto_now=True)

    class Meta:
        verbose_name = _("taken off the site")
        verbose_name_plural = _("taken off the site")
        constraints = [
            models.CheckConstraint(
                name="taken_off_reason_is_known",
                condition=Q(reason__in=["error", "merged", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="taken_off_merged_leads_on",
                condition=~Q(reason="merged") | Q(target__isnull=False),
            ),
            models.CheckConstraint(
                name="taken_off_withdrawn_is_explained",
                condition=(Q(reason="withdrawn") & ~Q(explanation=""))
                | (~Q(reason="withdrawn") & Q(explanation="")),
            ),
            models.CheckConstraint(
                name="taken_off_does_not_lead_to_itself",
                condition=Q(target__isnull=True) | ~Q(target=F("entry")),
            ),
        ]

    def __str__(self):
        return f"{self.entry_id}: {self.reason}"
