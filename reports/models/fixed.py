"""The figures of a report as they were told: fixed when it goes public, and counted anew beside."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.counting.figures import from_data
from reports.counting.submissions import came_in
from reports.counting.year import count_year


class FixedFiguresQuerySet(models.QuerySet):
    """What reports told, in the order in which it was counted."""

    def of(self, report):
        """Keep what was told of the year of a report, the first one first."""
        return self.filter(entry=report.entry_id, year=report.year).order_by("fixed_at", "pk")

    def fix(self, report, *, by=None, submissions=None):
        """Count the year of a report now and keep it; return the row.

        `submissions` are those that were told before, where they are not to be counted again.
        """
        if submissions is None:
            submissions = came_in(report.year).to_data()
        return self.create(
            entry_id=report.entry_id,
            year=report.year,
            figures=count_year(report.year).to_data(),
            submissions=submissions,
            fixed_at=timezone.now(),
            fixed_by=by,
        )


class FixedFigures(models.Model):
    """What the record came to when a report went public, or when staff counted it anew.

    Each belongs to the entry, like what calendars were told: it stays when the live row goes.
    The newest one holds; those before it say what was told then.
    """

    entry = models.ForeignKey(
        "editorial.Entry", on_delete=models.CASCADE, related_name="fixed_figures"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    figures = models.JSONField(_("figures"), encoder=DjangoJSONEncoder)
    # What came in through the form; the rows themselves are erased when their time is over.
    submissions = models.JSONField(_("what came in"), encoder=DjangoJSONEncoder, default=dict)
    fixed_at = models.DateTimeField(_("counted"))
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("counted by"),
    )

    objects = FixedFiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("fixed figures")
        verbose_name_plural = _("fixed figures")
        ordering = ["fixed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="fixed_figures_once_a_time", fields=["entry", "year", "fixed_at"]
            )
        ]

    def __str__(self):
        return f"{self.year} {self.fixed_at}"

    def counted(self):
        """Return the `YearFigures` that were told."""
        return from_data(self.figures)
