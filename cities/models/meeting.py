"""Meetings that come every month by a rule, and the days on which it is otherwise."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.dates.meeting_days import LAST, meeting_days
from cities.dates.model_fields import sensible_days
from cities.models.calendar_state import InCalendars
from editorial.models.base import LiveQuerySet, Part, Root, live_constraints
from editorial.models.checklist import mistake
from editorial.text import languages
from editorial.text.formats import day as day_text


class MeetingRuleQuerySet(LiveQuerySet):
    """Rules of meetings."""

    def in_order(self):
        """Sort by the time for which they hold."""
        return self.order_by("valid_from", "pk")

    def with_exceptions(self):
        """Load their exceptions, and what calendars are told, with one query each."""
        return self.select_related("entry__calendar").prefetch_related("meetingexceptions")


class MeetingRule(InCalendars, Root):
    """A meeting on the same weekday of every month, for a time that somebody announced.

    It says nothing beyond `valid_until`: then a new schedule is looked up.
    """

    fact_units = (("nth", "weekday"), ("start_time", "end_time"), ("valid_from", "valid_until"))

    class Nth(models.IntegerChoices):
        """Which one of the month it is."""

        FIRST = 1, _("the first")
        SECOND = 2, _("the second")
        THIRD = 3, _("the third")
        FOURTH = 4, _("the fourth")
        LAST = LAST, _("the last")

    class Weekday(models.IntegerChoices):
        """The days of the week, as Python numbers them."""

        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=1_000, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    nth = models.SmallIntegerField(_("which one of the month"), choices=Nth)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    start_time = models.TimeField(
        _("begins at"), help_text=_("By the clock of the home city, such as 5 PM or 17:00.")
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    address = models.CharField(
        _("street address"),
        max_length=250,
        blank=True,
        help_text=_("As on a letter, with the room. It goes into people's calendars."),
    )
    online_url = models.URLField(_("online at"), max_length=500, blank=True)
    notice_url = models.URLField(
        _("public notice"),
        max_length=500,
        blank=True,
        help_text=_("Where the dates are announced, and the agenda is posted."),
    )
    valid_from = models.DateField(_("holds from"))
    valid_until = models.DateField(
        _("holds until"),
        help_text=_("The last day of the announced schedule. Today asks for a new one before."),
    )

    objects = MeetingRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of meetings")
        verbose_name_plural = _("rules of meetings")
        constraints = [
            *live_constraints("meeting_rule"),
            *sensible_days("meeting_rule", "valid_from", "valid_until"),
            models.CheckConstraint(
                name="meeting_rule_nth_is_known", condition=Q(nth__in=[1, 2, 3, 4, -1])
            ),
            models.CheckConstraint(
                name="meeting_rule_weekday_is_known", condition=Q(weekday__range=(0, 6))
            ),
            models.CheckConstraint(
                name="meeting_rule_ends_after_it_begins",
                condition=Q(end_time__isnull=True) | Q(end_time__gt=F("start_time")),
                violation_error_message=_("The meeting ends before it begins."),
            ),
            models.CheckConstraint(
                name="meeting_rule_holds_for_a_time",
                condition=Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("It holds until a day before the one it holds from."),
            ),
        ]

    def __str__(self):
        return self.title or self.entry.label

    def clean(self):
        """Refuse an end that is not after the beginning, beside its field."""
        super().clean()
        errors = {}
        if self.end_time and self.start_time and self.end_time <= self.start_time:
            errors["end_time"] = _("The meeting ends before it begins.")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            errors["valid_until"] = _(
                "This day is before the first one, on which it begins to hold."
            )
        if errors:
            raise ValidationError(errors)

    def checklist(self, copy, language):
        """Refuse exceptions to days that the rule does not give."""
        if language != self.entry.original_language:
            return
        days = self.days(self.valid_from, self.valid_until)
        for exception in copy.parts[MeetingException]:
            if exception.day not in days:
                words = _not_of_the_rule(exception.day, days)
                yield mistake(words, "day", str(exception.pk))

    def days(self, first, last):
        """List the days that the rule gives between two days, whatever the exceptions say.

        A rule that is still being typed may not say for how long it holds: then it gives none.
        """
        if not (self.valid_from and self.valid_until):
            return []
        first, last = max(first, self.valid_from), min(last, self.valid_until)
        return meeting_days(self.nth, self.weekday, first, last)

    def get_absolute_url(self):
        """Return the address of the page of what is coming."""
        return reverse("cities:coming")

    def sort_key(self):
        """Sort it as `MeetingRuleQuerySet.in_order` does."""
        return (self.valid_from, self.pk or 0)

    def calendar_facts(self):
        """List what people plan by; a change of it is told to their calendars."""
        exceptions = self.meetingexceptions.order_by("day").values_list(
            "day", "cancelled", "new_day", "new_time"
        )
        place = languages.column("place", self.entry.original_language)
        names = ("nth", "weekday", "start_time", "end_time", "address", "online_url", place)
        return [*(getattr(self, name) for name in names), *exceptions]


def _not_of_the_rule(day, days):
    words = _("%(day)s is no day of this rule, so nothing can be otherwise on it.")
    if days:
        words = _(
            "%(day)s is no day of this rule, so nothing can be otherwise on it. The nearest one "
            "is %(nearest)s."
        )
    nearest = min(days, key=lambda given: abs(given - day), default=day)
    return words % {"day": day_text(day), "nearest": day_text(nearest)}


class MeetingException(Part):
    """A day of the rule for which something else holds: cancelled, another day, another time."""

    owner_field = "rule"
    named_by = ("day",)
    fact_units = (("day", "cancelled", "new_day", "new_time"),)

    rule = models.ForeignKey(
        MeetingRule,
        on_delete=models.CASCADE,
        related_name="meetingexceptions",
        verbose_name=_("rule of meetings"),
    )
    day = models.DateField(_("instead of"), help_text=_("The day that the rule gives."))
    cancelled = models.BooleanField(_("cancelled"), default=False)
    new_day = models.DateField(_("on this day"), null=True, blank=True)
    new_time = models.TimeField(_("at this time"), null=True, blank=True)

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["position"]
        constraints = [
            *sensible_days("meeting_exception", "day", "new_day"),
            models.UniqueConstraint(name="meeting_exception_once_a_day", fields=["rule", "day"]),
            models.CheckConstraint(
                name="meeting_exception_says_something",
                condition=Q(cancelled=True, new_day__isnull=True, new_time__isnull=True)
                | Q(cancelled=False, new_day__isnull=False)
                | Q(cancelled=False, new_time__isnull=False),
                violation_error_message=_(
                    "Say that it is cancelled, or give another day or another time."
                ),
            ),
        ]

    def __str__(self):
        return str(self.day or "")
