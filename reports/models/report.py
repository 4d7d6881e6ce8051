"""The report of a year: what the office says of each relationship and of the program."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.dates.units import EARLIEST_YEAR, LATEST_YEAR
from cities.models import City
from editorial.models.base import LiveQuerySet, Part, Root, live_constraints
from editorial.text.richtext import RichTextField
from reports.models.fixed import FixedFigures


def sensible_year(year):
    """Refuse a year of which there is nothing to report: before 1000, or still to come."""
    if not EARLIEST_YEAR <= year <= timezone.localdate().year:
        words = _("There is nothing to report of %(year)s. Write a year that has begun.")
        raise ValidationError(words % {"year": year})


class ReportQuerySet(LiveQuerySet):
    """Reports, as pages choose them."""

    def in_order(self):
        """Sort by the year, the newest first."""
        return self.order_by("-year", "pk")


class Report(Root):
    """What the board owes the Council once a year; its figures come from the record."""

    address_field = "year"
    search_facts = ("year",)

    title = models.CharField(_("title"), max_length=120)
    year = models.PositiveSmallIntegerField(
        _("year"),
        unique=True,
        validators=[sensible_year],
        help_text=_("The year that is reported on. It ends the page’s address."),
    )
    lede = models.TextField(_("first sentences"), max_length=1_000, blank=True)
    board_and_meetings = RichTextField(
        _("board and meetings"),
        blank=True,
        help_text=_("Who sat on the board in this year, and how often it met."),
    )
    next = RichTextField(
        _("what is due next"), blank=True, help_text=_("What the program means to do, by when.")
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly report")
        verbose_name_plural = _("yearly reports")
        constraints = [
            *live_constraints("report"),
            models.CheckConstraint(
                name="report_year_is_sensible",
                condition=Q(year__range=(EARLIEST_YEAR, LATEST_YEAR)),
                violation_error_message=_("Write the year with four digits, from 1000 to 2999."),
            ),
        ]

    def __str__(self):
        return self.title or str(self.year)

    def get_absolute_url(self):
        """Return the address of its page in the current language."""
        return reverse("reports:report", args=[self.year])

    def shown_to_public(self):
        """Fix the figures with the first publication; no later one changes them."""
        super().shown_to_public()
        if not FixedFigures.objects.of(self).exists():
            FixedFigures.objects.fix(self)

    def sort_key(self):
        """Sort it as `ReportQuerySet.in_order` does."""
        return (-self.year, self.pk)


class CityReport(Part):
    """What a report says of the relationship with one city, in the words of the office."""

    owner_field = "report"
    named_by = ("city",)

    TEXTS = (
        "status",
        "description",
        "commonalities",
        "avenues",
        "accomplishments",
        "objectives",
    )

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="cities", verbose_name=_("yearly report")
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="reports", verbose_name=_("city")
    )
    status = RichTextField(_("present status"), blank=True)
    description = RichTextField(_("description"), blank=True)
    commonalities = RichTextField(_("commonalities"), blank=True)
    avenues = RichTextField(_("avenues for connection"), blank=True)
    accomplishments = RichTextField(_("accomplishments"), blank=True)
    objectives = RichTextField(_("next objectives"), blank=True)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="city_report_once_per_report",
                fields=["report", "city"],
                violation_error_message=_("This city stands in the report already."),
            )
        ]

    def __str__(self):
        return str(self.city_id or "")
