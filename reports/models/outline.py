"""What all reports share, as a program has it: its headings, and the day on which one is due."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.models.base import LiveQuerySet, Root, live_constraints
from editorial.text import languages
from editorial.text.richtext import RichTextField

_SHORT_MONTHS = [4, 6, 9, 11]
_LONG_MONTHS = [1, 3, 5, 7, 8, 10, 12]


class OutlineQuerySet(LiveQuerySet):
    """The one outline."""

    def current(self):
        """Return the outline in the reader's language, or None before there is one."""
        return self.visible(languages.current()).first()


def _heading(of):
    return models.CharField(of, max_length=120, blank=True)


class Outline(Root):
    """The outline of the yearly reports. There is one, and each program brings its own."""

    fact_units = (("due_month", "due_day"),)

    title = models.CharField(
        _("title"), max_length=120, help_text=_("Stands above the list of the reports.")
    )
    introduction = RichTextField(
        _("introduction"), blank=True, help_text=_("Stands above the list of the reports.")
    )
    due_month = models.PositiveSmallIntegerField(
        _("due in the month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("A number from 1 to 12, in the year after the one that is reported on."),
    )
    due_day = models.PositiveSmallIntegerField(
        _("on the day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    status_heading = _heading(_("heading of the present status"))
    description_heading = _heading(_("heading of the description"))
    commonalities_heading = _heading(_("heading of the commonalities"))
    avenues_heading = _heading(_("heading of the avenues for connection"))
    accomplishments_heading = _heading(_("heading of the accomplishments"))
    objectives_heading = _heading(_("heading of the next objectives"))
    board_and_meetings_heading = _heading(_("heading of the board and its meetings"))
    next_heading = _heading(_("heading of what is due next"))

    HEADINGS = (
        "status_heading",
        "description_heading",
        "commonalities_heading",
        "avenues_heading",
        "accomplishments_heading",
        "objectives_heading",
        "board_and_meetings_heading",
        "next_heading",
    )

    objects = OutlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("outline of the reports")
        verbose_name_plural = _("outlines of the reports")
        constraints = [
            *live_constraints("outline"),
            models.CheckConstraint(
                name="outline_is_due_on_a_day_of_every_year",
                condition=Q(due_month__isnull=True, due_day__isnull=True)
                | Q(due_month__isnull=False, due_day__isnull=False)
                & (
                    Q(due_month__range=(1, 12), due_day__range=(1, 28))
                    | Q(due_month__in=[*_SHORT_MONTHS, *_LONG_MONTHS], due_day__in=[29, 30])
                    | Q(due_month__in=_LONG_MONTHS, due_day=31)
                ),
                violation_error_message=_("Give a day that every year has, or none."),
            ),
        ]

    def __str__(self):
        return self.title or str(_("Outline of the reports"))

    def get_absolute_url(self):
        """Return the address of the list of the reports."""
        return reverse("reports:report_list")

    def clean(self):
        """Refuse half a day, and one that not every year has, beside the field."""
        super().clean()
        if self.due_month is None and self.due_day is None:
            return
        if self.due_month is None or self.due_day is None:
            name = "due_day" if self.due_day is None else "due_month"
            raise ValidationError({name: _("Give the month and the day, or neither.")})
        try:
            # A year without February 29.
            date(1, self.due_month, self.due_day)
        except ValueError as error:
            raise ValidationError({"due_day": _("Not every year has this day.")}) from error

    def due_on(self, year):
        """Return the day on which the report of a year is due, or None where none is."""
        if self.due_month is None or self.due_day is None:
            return None
        return date(year + 1, self.due_month, self.due_day)
