"""Events: the history and the calendar in one table. What lies ahead is the calendar."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.dates.honest_date import Unit, range_text
from cities.dates.model_fields import Ending, PartnerDated, Starting, date_constraints
from cities.models.city import City, language_tag
from cities.models.goal import Goal
from editorial.models.base import LiveQuerySet, Part, Root, live_constraints
from editorial.models.checklist import hint, mistake
from editorial.models.picture_use import PictureUse


class Side(models.TextChoices):
    """Where something took place, seen from the home city."""

    HERE = "here", _("here")
    THERE = "there", _("in the partner city")
    BOTH = "both", _("in both")
    UNKNOWN = "unknown", _("not known")


class EventQuerySet(LiveQuerySet):
    """Events, chosen and sorted as the timeline and the calendar need them."""

    def in_order(self):
        """Sort by date; a whole year stands before its days, what has no date comes last."""
        return self.order_by(F("start").asc(nulls_last=True), "start_unit", "pk")

    def of_city(self, city):
        """Keep what concerns this city."""
        return self.filter(cities=city)

    def of_goal(self, goal):
        """Keep what serves this goal."""
        return self.filter(goals=goal)

    def to_print(self, language):
        """Choose all that a reader of a language may see, in order, with what a row prints."""
        return self.visible(language).in_order().with_details(language)

    def with_details(self, language):
        """Load what a row of the timeline prints, with one query a relation.

        They come as lists in `shown_cities`, `shown_goals` and `shown_sources`: a queryset for
        each of them on each event would cost more than the reading.
        """
        return self.select_related("picture").prefetch_related(
            models.Prefetch("sources", Source.objects.order_by("position"), "shown_sources"),
            models.Prefetch(
                "cities", City.objects.visible(language).in_order().named(), "shown_cities"
            ),
            models.Prefetch(
                "goals", Goal.objects.visible(language).in_order().named(), "shown_goals"
            ),
        )


class Event(Ending, PartnerDated, Starting, PictureUse, Root):
    """Something that happened, or will, between the home city and none, one or several cities."""

    search_facts = ("start",)

    class Kind(models.TextChoices):
        """What sort of event it is."""

        AGREEMENT = "agreement", _("Agreement")
        VISIT = "visit", _("Visit")
        STUDENTS = "student_exchange", _("Student exchange")
        TEACHERS = "teacher_exchange", _("Teacher exchange")
        EMPLOYEES = "employee_exchange", _("Employee exchange")
        CULTURE = "culture", _("Culture")
        AID = "aid", _("Aid")
        ECONOMY = "economy", _("Economy")
        GIFT = "gift", _("Gift")
        ANNIVERSARY = "anniversary", _("Anniversary")
        STATUS = "status", _("Status")

    title = models.CharField(
        _("title"), max_length=200, help_text=_("One sentence that says what happened.")
    )
    text = models.TextField(
        _("text"),
        max_length=3_000,
        blank=True,
        help_text=_("Only what the title leaves out."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    cities = models.ManyToManyField(
        City,
        blank=True,
        related_name="events",
        verbose_name=_("cities"),
        help_text=_("None for what concerns the program as a whole."),
    )
    goals = models.ManyToManyField(
        Goal, blank=True, related_name="events", verbose_name=_("goals served")
    )
    side = models.CharField(
        _("took place"),
        max_length=7,
        choices=Side,
        default=Side.UNKNOWN,
        help_text=_("Above the line of the timeline is here, below is the partner city."),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    guests = models.PositiveIntegerField(
        _("people from the partner"),
        null=True,
        blank=True,
        help_text=_("As the record counts them."),
    )
    travelers = models.PositiveIntegerField(_("people from here"), null=True, blank=True)
    cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("It stays on the page, struck through and with the word."),
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(name="event_in_order", fields=["start", "start_unit"])]
        constraints = [
            *PictureUse.Meta.constraints,
            *live_constraints("event"),
            *date_constraints("event", "start", "end", "partner_date"),
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=Q(end__isnull=True) | Q(end__gte=F("start")) | Q(end_unit__lt=5),
                violation_error_message=_("The last date is before the first."),
            ),
            models.CheckConstraint(
                name="event_kind_is_known",
                condition=Q(
                    kind__in=[
                        "agreement",
                        "visit",
                        "student_exchange",
                        "teacher_exchange",
                        "employee_exchange",
                        "culture",
                        "aid",
                        "economy",
                        "gift",
                        "anniversary",
                        "status",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="event_side_is_known",
                condition=Q(side__in=["here", "there", "both", "unknown"]),
            ),
        ]

    def __str__(self):
        return self.title or f"{self.kind} {self.start or ''}".strip()

    def sort_key(self):
        """Sort it as `EventQuerySet.in_order` does."""
        return (self.start is None, self.start or date.min, self.start_unit, self.pk)

    def get_absolute_url(self):
        """Return its place in the whole history, in the current language."""
        return f"{reverse('cities:history')}#{self.anchor}"

    def checklist(self, copy, language):
        """Ask for a source: the site promises one for every event (About Us)."""
        if language != self.entry.original_language:
            return
        if not copy.parts[Source]:
            yield mistake(_("The event has no source: say how we know of it."))
        if not self.starts.is_known:
            yield hint(_("It has no date, so it stands in no timeline and no calendar."), "start")

    @property
    def anchor(self):
        """Return its anchor on every page that lists it."""
        return f"event-{self.pk}"

    def is_coming(self, today):
        """Return whether it is in the calendar: it lies ahead or, dated to the day, is going on.

        A coarser date is history as soon as it began: "2026" is no appointment.
        """
        if self.start is None:
            return False
        until = self.end or self.start
        return self.start > today or (self.start_unit == Unit.DAY and until >= today)

    def when(self, language=None):
        """Print its date or its period as exactly as the record, in a language."""
        if self.ends.is_known:
            return range_text(self.starts, self.ends, language)
        return self.starts.text(language)


class EventPart(Part):
    """A part that belongs to an event."""

    owner_field = "event"

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("event")
    )

    class Meta:
        abstract = True


class Source(EventPart):
    """Where the record of an event can be read."""

    search_facts = ("title", "publisher")
    named_by = ("title",)
    draft_may_lack = ("title", "language")

    title = models.CharField(_("title"), max_length=250)
    language = models.CharField(_("language"), max_length=12, validators=[language_tag])
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    published = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        help_text=_("The day of the newspaper or of the document."),
    )
    seen = models.DateField(_("seen on"), null=True, blank=True)
    announced = models.BooleanField(
        _("announced before the event"),
        default=False,
        help_text=_("It tells what was planned, so it is no proof that it happened."),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["position"]

    def __str__(self):
        return self.title
