"""Events: the history and the calendar in one table. What lies ahead is the calendar."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from cities.dates.honest_date import Qualifier, Unit, first_day, range_text
from cities.dates.model_fields import (
    Ending,
    PartnerDated,
    Starting,
    date_constraints,
    sensible_days,
)
from cities.dates.moments import times_text
from cities.models.calendar_state import InCalendars, PlannedAround
from cities.models.city import City
from cities.models.event_parts import Citation, Figure
from cities.models.event_query import EventQuerySet
from cities.models.event_times import Attended, Timed, time_constraints
from cities.models.goal import Goal
from cities.models.relationship import RelationshipGoal
from editorial.models.addresses import AddressField, address_constraint
from editorial.models.base import Root, live_constraints
from editorial.models.checklist import hint, mistake
from editorial.models.picture_use import PictureUse
from editorial.text import languages


class Side(models.TextChoices):
    """Where something took place, seen from the home city."""

    HERE = "here", _("here")
    THERE = "there", _("in the partner city")
    BOTH = "both", _("in both")
    UNKNOWN = "unknown", _("not known")


class Event(
    PlannedAround, InCalendars, Timed, Attended, Ending, PartnerDated, Starting, PictureUse, Root
):
    """Something that happened, or will, between the home city and none, one or several cities."""

    search_facts = ("start", "slug")

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
        MEETING = "meeting", _("Meeting")
        FESTIVAL = "festival", _("Festival")

    title = models.CharField(
        _("title"), max_length=200, help_text=_("One sentence that says what happened.")
    )
    text = models.TextField(
        _("text"),
        max_length=3_000,
        blank=True,
        help_text=_("Only what the title leaves out."),
    )
    slug = AddressField(
        _("address"),
        unique=True,
        help_text=_(
            "The end of the page's address, in every language. Left empty, it is made of the year "
            "and the title."
        ),
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
    # Translators: where an event happened
    place = models.CharField(_("place"), max_length=200, blank=True)
    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(name="event_in_order", fields=["start", "start_unit"])]
        constraints = [
            *PictureUse.Meta.constraints,
            *live_constraints("event"),
            address_constraint("event"),
            models.CheckConstraint(name="event_has_an_address", condition=~Q(slug="")),
            *date_constraints("event", "start", "end", "partner_date"),
            *sensible_days("event", "moved_from"),
            *time_constraints(),
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
                        "meeting",
                        "festival",
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
        """Return the address of its page in the current language."""
        return reverse("cities:event", args=[self.slug])

    def checklist(self, copy, language):
        """Ask for the sources: the site promises one for every event (About Us)."""
        if language != self.entry.original_language:
            return
        citations = copy.parts[Citation]
        if not citations:
            yield mistake(_("The event has no source: say how we know of it."))
        models.prefetch_related_objects(citations, "source__entry")
        for citation in citations:
            if citation.source_id and not citation.is_shown:
                words = _("“%(source)s” is not public, so readers do not see this source.")
                yield mistake(words % {"source": citation}, "source", str(citation.pk))
        for figure in copy.parts[Figure]:
            if figure.number is not None and not figure.source_among(citations):
                words = _("“%(figure)s”: choose the one of its sources that gives the number.")
                yield mistake(words % {"figure": figure}, "source", str(figure.pk))
        for goal in self._goals_not_shared(copy):
            words = _("“%(goal)s” is a goal of none of its cities.")
            yield hint(words % {"goal": goal}, "goals")
        if not self.starts.is_known:
            yield hint(_("It has no date, so it stands in no timeline and no calendar."), "start")

    def _goals_not_shared(self, copy):
        """List the goals that no city of an event of cities has, as far as both are public."""
        cities = copy.many["cities"]
        if not cities or not copy.many["goals"]:
            return []
        shared = RelationshipGoal.objects.filter(city__in=cities).values_list("goal", flat=True)
        others = set(copy.many["goals"]) - set(shared)
        if not others:
            return []
        found = Goal.objects.filter(pk__in=others)
        return list(found.values_list("entry__label", flat=True))

    @property
    def anchor(self):
        """Return its anchor on every page that lists it."""
        return f"event-{self.slug}"

    def is_coming(self, today):
        """Return whether it is in the calendar: it lies ahead, or it may be going on.

        What is known to the month, the season or the year may be ahead until that is over, unless
        something reports it. A decade, or "about", is no appointment once it has begun.
        """
        if self.start is None or self.start > today:
            return self.start is not None
        last, unit = (self.end, self.end_unit) if self.end else (self.start, self.start_unit)
        if self.start_unit == Unit.DAY and (self.end is None or unit == Unit.DAY):
            return last >= today
        is_vague = self.start_qualifier != Qualifier.EXACT or Unit.DECADE in (self.start_unit, unit)
        return not is_vague and last >= first_day(unit, today) and not self.is_reported

    @property
    def is_reported(self):
        """Return whether a source tells that it took place; an announcement is older."""
        citations = getattr(self, "shown_citations", None)
        citations = self.citations.all() if citations is None else citations
        return any(not citation.announced for citation in citations)

    @property
    def is_only_announced(self):
        """Return whether all that tells of it is older; needs `shown_citations`."""
        return bool(self.shown_citations) and not self.is_reported

    def calendar_facts(self):
        """List what people plan by; a change of it is told to their calendars."""
        place = languages.column("place", self.entry.original_language)
        dates = [f"{end}{part}" for end in ("start", "end") for part in ("", "_unit", "_qualifier")]
        names = [
            *(*dates, "start_time", "end_time", "side", place, "address", "online_url"),
            *("cancelled", "postponed_to_id"),
        ]
        cities = sorted(self.cities.all(), key=lambda city: city.pk)
        return [*(getattr(self, name) for name in names), *(city.time_zone for city in cities)]

    def when(self, language=None):
        """Print its date or its period as exactly as the record, with its times, in a language."""
        if self.ends.is_known:
            return range_text(self.starts, self.ends, language)
        if self.start_time is None:
            return self.starts.text(language)
        with override(language or languages.current()):
            values = {
                "date": self.starts.text(language),
                "time": times_text(self.start_time, self.end_time, language),
            }
            return gettext("%(date)s, %(time)s") % values

    def planned_with_it(self):
        """Choose the events in whose place this one stands."""
        return type(self).objects.filter(postponed_to=self)

    @property
    def is_of_one_city(self):
        """Return whether it has one city alone, public or not; see `with_place_zone`."""
        return self.place_zone is not None

    def zone(self, home):
        """Return the zone by whose clock its times are, by `place_zone` of `EventQuerySet`.

        That is where it takes place, whether its city is public or not; see `event_times`.
        """
        is_there = self.side == Side.THERE and self.place_zone
        return ZoneInfo(self.place_zone) if is_there else home.zone
