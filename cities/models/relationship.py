"""The relationship with a city: why it was made, its stages, its goals.

The stages and their clocks follow the program's policy on friendship and sister cities; clocks
are for staff only, and nothing public is ever called inactive by computation.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cities.dates.model_fields import Ending, Starting, date_constraints
from cities.models.source import Source
from editorial.models.base import Part


class RelationshipPart(Part):
    """A part that belongs to a city."""

    owner_field = "city"

    city = models.ForeignKey(
        "cities.City",
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("city"),
    )

    class Meta:
        abstract = True


class Reason(RelationshipPart):
    """A reason for which the relationship was made. Reasons are not the goals of today."""

    class Kind(models.TextChoices):
        """The City's own list of reasons."""

        CULTURE = "culture", _("Cultural exchange")
        AID = "aid", _("Humanitarian aid")
        DIGNITARY = "dignitary", _("Visits of dignitaries")
        ECONOMY = "economy", _("Economic development")
        STUDENTS = "students", _("Student exchange")
        TEACHERS = "teachers", _("Teacher exchange")
        EMPLOYEES = "employees", _("Employee exchange")

    named_by = ("reason",)

    reason = models.CharField(_("reason"), max_length=10, choices=Kind)

    class Meta:
        verbose_name = _("reason for the relationship")
        verbose_name_plural = _("reasons for the relationship")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="reason_once_per_city", fields=["city", "reason"]),
            models.CheckConstraint(
                name="reason_is_known",
                condition=Q(
                    reason__in=[
                        "culture",
                        "aid",
                        "dignitary",
                        "economy",
                        "students",
                        "teachers",
                        "employees",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return self.get_reason_display()


class Stage(Starting, RelationshipPart):
    """A stage of the relationship and since when. The last one is the current stage."""

    class Kind(models.TextChoices):
        """The life of a relationship."""

        INQUIRY = "inquiry", _("Under consideration")
        FRIENDSHIP = "friendship", _("Friendship city")
        SISTER = "sister", _("Sister city")
        EMERITUS = "emeritus", _("Emeritus")
        ENDED = "ended", _("Ended")

    named_by = ("stage",)

    stage = models.CharField(_("stage"), max_length=10, choices=Kind)
    legal_basis = models.CharField(
        _("legal basis"),
        max_length=250,
        blank=True,
        help_text=_("For example: joint resolution of the City Council and the Mayor."),
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stages",
        verbose_name=_("source"),
    )

    class Meta:
        verbose_name = _("stage of the relationship")
        verbose_name_plural = _("stages of the relationship")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="stage_is_known",
                condition=Q(stage__in=["inquiry", "friendship", "sister", "emeritus", "ended"]),
            ),
            *date_constraints("stage", "start"),
        ]

    def __str__(self):
        return self.get_stage_display()


class RelationshipGoal(Ending, Starting, RelationshipPart):
    """A goal as this relationship pursues it: why here, what we count here, and when."""

    named_by = ("goal",)

    goal = models.ForeignKey(
        "cities.Goal",
        on_delete=models.PROTECT,
        related_name="relationship_goals",
        verbose_name=_("goal"),
    )
    reason = models.TextField(
        _("why this goal here"),
        max_length=1_000,
        blank=True,
        help_text=_("Shown on the pages of city and goal."),
    )
    measure = models.TextField(
        _("what we count here"),
        max_length=1_000,
        blank=True,
        help_text=_(
            "In words. Below it the pages show what the events and their figures come to, counted "
            "from the record."
        ),
    )
    measure_proposed = models.BooleanField(
        _("measure is a proposal"),
        default=False,
        help_text=_("For staff only: the office has not confirmed this measure yet."),
    )

    class Meta:
        verbose_name = _("goal of the relationship")
        verbose_name_plural = _("goals of the relationship")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="goal_once_per_city", fields=["city", "goal"]),
            *date_constraints("relationship_goal", "start", "end"),
        ]

    def __str__(self):
        return f"{self.goal_id}"

    def period(self, events):
        """Return the dates `(starts, ends)` that an event proves; None for each that none does.

        `events` are those of this city that serve this goal. A period is claimed only where
        one of them falls into it.
        """
        return tuple(
            honest if any(honest.overlaps(event.starts) for event in events) else None
            for honest in (self.starts, self.ends)
        )
