"""When in the day something begins and ends, how one gets there, and what became of it.

Times are by the clock of the place: that of the partner city for what takes place there and
concerns one city, else that of the home city.
"""

from datetime import time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from cities.dates.moments import moment, time_text
from cities.dates.units import Qualifier, Unit

_DAY = Unit.DAY


class Timed(models.Model):
    """Adds the times of day of the first and the last day, both optional."""

    fact_units = (("start_time", "end_time"),)

    start_time = models.TimeField(
        _("begins at"),
        null=True,
        blank=True,
        help_text=_(
            "By the clock of the place. Leave it empty for what takes the whole day, or while the "
            "time is not known."
        ),
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self):
        """Refuse a time without a day, and an end that is not after the beginning."""
        super().clean()
        errors = {}
        if self.start_time and not self._is_day("start"):
            errors["start_time"] = _("A time needs a day: give the date with its day, or no time.")
        if self.end_time and not self.start_time:
            errors["end_time"] = _("Say also when it begins.")
        elif self.end_time and self.end and not self._is_day("end"):
            errors["end_time"] = _("A time needs a day: give the last date with its day.")
        elif self.end_time and self._ends_on_its_first_day() and self.end_time <= self.start_time:
            words = _("The end, %(end)s, is not after the beginning, %(start)s.")
            times = {"end": time_text(self.end_time), "start": time_text(self.start_time)}
            errors["end_time"] = words % times
        if errors:
            raise ValidationError(errors)

    def _is_day(self, name):
        unit, qualifier = getattr(self, f"{name}_unit"), getattr(self, f"{name}_qualifier")
        return unit == _DAY and qualifier == Qualifier.EXACT

    def _ends_on_its_first_day(self):
        return self.end is None or self.end == self.start

    @property
    def is_dated_to_the_day(self):
        """Return whether the days are known on which it begins and ends, as a calendar needs it."""
        return self._is_day("start") and (self.end is None or self._is_day("end"))

    def moments(self, zone):
        """Return `(start, end)` by the clock of a zone; None for what has no time of day."""
        if self.start_time is None:
            return None, None
        start = moment(self.start, self.start_time, zone)
        if self.end_time is None:
            return start, None
        return start, moment(self.end or self.start, self.end_time, zone)

    def over(self, zone):
        """Return when it is over by the clock of a zone.

        That is the midnight after its last day, where of several days no time is known at which
        the last one ends; None where neither is known.
        """
        _start, end = self.moments(zone)
        if end or self._ends_on_its_first_day() or not self._is_day("end"):
            return end
        return moment(self.end + timedelta(days=1), time.min, zone)


class Attended(models.Model):
    """Adds where people come to, on the ground and online, and what became of the plan."""

    address = models.CharField(
        _("street address"),
        max_length=250,
        blank=True,
        help_text=_("As on a letter, with the room. It goes into people's calendars."),
    )
    online_url = models.URLField(_("online at"), max_length=500, blank=True)
    registration_url = models.URLField(_("sign up at"), max_length=500, blank=True)
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("It stays on the page, struck through and with the word."),
    )
    moved_from = models.DateField(
        _("first planned for"),
        null=True,
        blank=True,
        help_text=_("Where the date was changed after it had been public. The page says both."),
    )
    postponed_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("takes place as"),
        help_text=_(
            "Where another event takes its place. For a new date alone, change the date instead."
        ),
    )

    class Meta:
        abstract = True

    def clean(self):
        """Refuse what is postponed to itself, or moved from nowhere."""
        super().clean()
        errors = {}
        if self.postponed_to_id is not None and self.postponed_to_id == self.pk:
            errors["postponed_to"] = _("This is the event itself. Choose another, or none.")
        if self.moved_from and self.start and self.moved_from == self.start:
            errors["moved_from"] = _("This is its date now. Give the date that it had before.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_off(self):
        """Return whether nobody need come: it is cancelled, or another event takes its place."""
        return self.cancelled or self.postponed_to_id is not None

    @property
    def state_word(self):
        """Return the word for why nobody need come; "" where it takes place."""
        if self.cancelled:
            return gettext("Cancelled")
        return pgettext("an event", "Postponed") if self.postponed_to_id else ""


def time_constraints():
    """Return the database's share of these rules."""
    # A comparison with NULL would let everything pass.
    is_later = Q(end__isnull=False, end__gt=F("start")) | Q(end_time__gt=F("start_time"))
    return [
        models.CheckConstraint(
            name="event_time_needs_a_day",
            condition=Q(start_time__isnull=True)
            | Q(start_unit=_DAY, start_qualifier=Qualifier.EXACT),
            violation_error_message=_("A time needs a day."),
        ),
        models.CheckConstraint(
            name="event_end_time_needs_a_beginning",
            condition=Q(end_time__isnull=True)
            | Q(start_time__isnull=False, end__isnull=True)
            | Q(start_time__isnull=False, end_unit=_DAY, end_qualifier=Qualifier.EXACT),
            violation_error_message=_("A time at which it ends needs one at which it begins."),
        ),
        models.CheckConstraint(
            name="event_ends_later_that_day",
            condition=Q(end_time__isnull=True) | is_later,
            violation_error_message=_("It ends before it begins."),
        ),
        models.CheckConstraint(
            name="event_not_postponed_to_itself",
            condition=Q(postponed_to__isnull=True) | ~Q(postponed_to=F("id")),
            violation_error_message=_("An event cannot take its own place."),
        ),
    ]
