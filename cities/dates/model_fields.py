"""Honest dates as columns: a day, its unit, its qualifier, and the other of two.

Each abstract model here adds one date. The day is always the first day of its unit, so that
`(day, unit)` sorts rightly: a whole year stands before the days of that year.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.dates.honest_date import HonestDate, Qualifier, Unit, stored
from cities.dates.units import EARLIEST_YEAR, LATEST_YEAR

DAY_HELP = _("Any day of the month, season, year or decade will do. Leave empty if nobody knows.")
UNIT_HELP = _("How much of the date the record bears out. The page prints no more than this.")
QUALIFIER_HELP = _("“By” means: it was so at that time, and nobody knows since when.")
OTHER_HELP = _("Only for “either of two”: the other possible date, in the same unit.")


def _day(label):
    return models.DateField(label, null=True, blank=True, help_text=DAY_HELP)


def _unit():
    return models.PositiveSmallIntegerField(
        _("known to the"), choices=Unit, default=Unit.UNKNOWN, help_text=UNIT_HELP
    )


def _qualifier():
    return models.CharField(
        _("how sure"),
        max_length=6,
        choices=Qualifier,
        default=Qualifier.EXACT,
        help_text=QUALIFIER_HELP,
    )


def _other():
    return models.DateField(_("or"), null=True, blank=True, help_text=OTHER_HELP)


class Dated(models.Model):
    """What all models with honest dates share: reading them from the seed's notation."""

    class Meta:
        abstract = True

    @classmethod
    def date_names(cls):
        """List the names of the dates that this model has."""
        names = {field.name for field in cls._meta.fields}
        return [name for name in ("start", "end", "partner_date") if name in names]

    @classmethod
    def seed_facts(cls, table):
        """Spread the dates of a seed table over their columns.

        Raises ValueError for a notation that is none.
        """
        facts = dict(table)
        for name in cls.date_names():
            facts |= columns_of(name, facts.pop(name, ""))
        return facts


class Starting(Dated):
    """Adds `starts`, the honest date on which something began or happened."""

    fact_units = (("start", "start_unit", "start_qualifier", "start_other"),)
    units_in_words = {"start": "starts_in_words"}

    start = _day(_("date"))
    start_unit = _unit()
    start_qualifier = _qualifier()
    start_other = _other()

    class Meta:
        abstract = True

    @property
    def starts(self):
        """Return the date as an `HonestDate`."""
        return stored(self.start, self.start_unit, self.start_qualifier, self.start_other)

    @property
    def starts_in_words(self):
        """Print the date in the language of the reader."""
        return self.starts.text()

    def clean(self):
        """Refuse half a date, and bring the day to the first of its unit."""
        super().clean()
        clean_date(self, "start")


class Ending(Dated):
    """Adds `ends`, the honest date on which something that lasted came to its end."""

    fact_units = (("end", "end_unit", "end_qualifier", "end_other"),)
    units_in_words = {"end": "ends_in_words"}

    end = _day(_("last date"))
    end_unit = _unit()
    end_qualifier = _qualifier()
    end_other = _other()

    class Meta:
        abstract = True

    @property
    def ends(self):
        """Return the date as an `HonestDate`."""
        return stored(self.end, self.end_unit, self.end_qualifier, self.end_other)

    @property
    def ends_in_words(self):
        """Print the date in the language of the reader."""
        return self.ends.text()

    def clean(self):
        """Refuse half a date, and an end before the start."""
        super().clean()
        clean_date(self, "end")
        if self.start and self.end and self.ends.last < self.starts.first:
            words = _("The last date, %(last)s, is before the first, %(first)s.")
            dates = {"last": self.ends.text(), "first": self.starts.text()}
            raise ValidationError({"end": words % dates})


class PartnerDated(Dated):
    """Adds `partner_dates`, the date in the partner's own record where it differs from ours."""

    fact_units = (("partner_date", "partner_date_unit"),)
    units_in_words = {"partner_date": "partner_dates_in_words"}

    partner_date = models.DateField(
        _("date in the partner's record"),
        null=True,
        blank=True,
        help_text=_("Only where it differs. Both dates are shown, without a verdict."),
    )
    partner_date_unit = _unit()

    class Meta:
        abstract = True

    @property
    def partner_dates(self):
        """Return the date as an `HonestDate`."""
        return HonestDate(self.partner_date, self.partner_date_unit, Qualifier.EXACT, None)

    @property
    def partner_dates_in_words(self):
        """Print the date in the language of the reader."""
        return self.partner_dates.text()

    def clean(self):
        """Refuse half a date."""
        super().clean()
        clean_date(self, "partner_date")


def has_qualifier(name):
    """Return whether a date of this name can be "about", "by" or one of two."""
    return name != "partner_date"


def clean_date(row, name):
    """Check one date of a row and bring its day to the first of its unit.

    Raises ValidationError next to the date, or next to the other one where that is at fault.
    """
    day, unit = getattr(row, name), getattr(row, f"{name}_unit")
    qualifier = getattr(row, f"{name}_qualifier") if has_qualifier(name) else Qualifier.EXACT
    other = getattr(row, f"{name}_other") if has_qualifier(name) else None
    try:
        honest = HonestDate(day, unit, qualifier, other)
    except ValueError as error:
        is_other = day and unit and (qualifier == Qualifier.EITHER) != (other is not None)
        raise ValidationError({f"{name}_other" if is_other else name: str(error)}) from error
    setattr(row, name, honest.day)
    if has_qualifier(name):
        setattr(row, f"{name}_other", honest.alternative)


def date_constraints(model_name, *names):
    """Return the database's share of `clean_date` for the named dates of a model."""
    constraints = []
    for name in names:
        constraints += sensible_days(model_name, name)
        known = Q(**{f"{name}__isnull": False}) & ~Q(**{f"{name}_unit": Unit.UNKNOWN})
        unknown = Q(**{f"{name}__isnull": True, f"{name}_unit": Unit.UNKNOWN})
        constraints.append(
            models.CheckConstraint(
                name=f"{model_name}_{name}_is_whole",
                condition=known | unknown,
                violation_error_message=_("A date needs a day and how exactly it is known."),
            )
        )
        if name == "partner_date":
            continue
        constraints += sensible_days(model_name, f"{name}_other")
        either = Q(**{f"{name}_qualifier": Qualifier.EITHER, f"{name}_other__isnull": False})
        single = ~Q(**{f"{name}_qualifier": Qualifier.EITHER}) & Q(
            **{f"{name}_other__isnull": True}
        )
        constraints.append(
            models.CheckConstraint(
                name=f"{model_name}_{name}_either_has_two",
                condition=either | single,
                violation_error_message=_("“Either of two” and the other date belong together."),
            )
        )
    return constraints


def sensible_day(day):
    """Refuse a day of a year that was mistyped; a validator of plain dates."""
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValidationError(_("Write the year with four digits, from 1000 to 2999."), "year")


def not_ahead(year):
    """Refuse the year of a count that nobody can have made: before 1000, or still to come."""
    if not EARLIEST_YEAR <= year <= timezone.localdate().year:
        words = _("%(year)s cannot be the year of a count. Write it with four digits.")
        raise ValidationError(words % {"year": year})


def sensible_days(model_name, *names):
    """Return the database's share of `sensible_day` for the named dates of a model."""
    days = date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)
    return [
        models.CheckConstraint(
            name=f"{model_name}_{name}_is_sensible",
            condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": days}),
            violation_error_message=_("Write the year with four digits, from 1000 to 2999."),
        )
        for name in names
    ]


def columns_of(name, notation):
    """Spread a date in the seed's notation over its columns. Raises ValueError for a bad one."""
    honest = HonestDate.parse(notation)
    columns = {name: honest.day, f"{name}_unit": int(honest.unit)}
    if name != "partner_date":
        columns |= {f"{name}_qualifier": str(honest.qualifier), f"{name}_other": honest.alternative}
    return columns
