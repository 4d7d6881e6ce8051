"""What people sent. Personal data stands here and in what hangs on it alone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.models import LANGUAGE_CODE_LENGTH, Entry
from editorial.text import languages
from involvement.enums import AgeBand, Kind
from involvement.receipt_numbers import new_reference

# Of a young person, and no guardian has said yes: `Submission.is_unread` in the database's words.
_UNREAD = Q(age_band=AgeBand.YOUNG, guardian_confirmed_at=None)


class SubmissionQuerySet(models.QuerySet):
    """Submissions, by who may see them and what is to be done."""

    def unread(self):
        """Keep what nobody may read yet; see `Submission.is_unread`."""
        return self.filter(_UNREAD)

    def readable(self):
        """Keep what staff may read: all but what is unread."""
        return self.exclude(_UNREAD)

    def held_unread(self):
        """Keep what was held before a guardian was asked; staff release it without reading it."""
        return self.unread().held()

    def waiting_for_guardian(self):
        """Keep what waits for a guardian; staff learn of nothing but the age group."""
        return self.filter(state=Submission.State.UNCONFIRMED)

    def held(self):
        """Keep what was held for review."""
        return self.filter(state=Submission.State.HELD)

    def to_do(self):
        """Keep what waits for staff."""
        return self.filter(state__in=Submission.TO_DO)

    def overdue(self, today):
        """Keep what should have been answered before this day."""
        return self.to_do().filter(answer_by__lt=today)


def give_back(collector, field, submissions, using):
    """Deal with an account that is deleted: what was assigned to it is new again, for all.

    This is a rule for `on_delete`; by itself SET_NULL would leave them assigned to nobody.
    """
    assigned = submissions.filter(state=Submission.State.ASSIGNED)
    collector.add_field_update(Submission._meta.get_field("state"), Submission.State.NEW, assigned)
    collector.add_field_update(field, None, submissions)


# Django then updates by queries of its own, without loading the rows.
give_back.lazy_sub_objs = True


class Submission(models.Model):
    """What one person sent at once. Its text form and its address name no person."""

    class State(models.TextChoices):
        """Where it stands between sender and staff."""

        UNCONFIRMED = "unconfirmed", _("waits for a guardian")
        HELD = "held", _("held for review")
        NEW = "new", _("new")
        ASSIGNED = "assigned", _("assigned")
        WAITING = "waiting", _("waiting for the sender")
        ANSWERED = "answered", _("answered")
        # Translators: the state of what somebody sent: it is dealt with
        CLOSED = "closed", _("closed")
        WITHDRAWN = "withdrawn", _("withdrawn by the sender")

    # The states in which staff owe the sender something.
    TO_DO = (State.NEW, State.ASSIGNED)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(
        _("receipt number"), max_length=9, unique=True, default=new_reference, editable=False
    )
    form_nonce = models.UUIDField(
        unique=True,
        editable=False,
        help_text=_("Of the form as it was shown: sending it twice stores it once."),
    )
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.NEW)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    language = models.CharField(
        _("language of the answer"), max_length=LANGUAGE_CODE_LENGTH, choices=languages.choices
    )
    written_in = models.CharField(
        _("form was in"), max_length=LANGUAGE_CODE_LENGTH, choices=languages.choices
    )
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand)
    # Cities and goals by their entries: these outlive deletion and recovery of the live rows.
    city = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions_about_city",
        verbose_name=_("city"),
    )
    goal = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions_about_goal",
        verbose_name=_("goal"),
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200)
    email = models.EmailField(_("email"), blank=True, max_length=254)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    message = models.TextField(_("message"))
    details = models.JSONField(
        _("details"), default=dict, blank=True, help_text=_("Optional answers, by field.")
    )
    may_publish = models.BooleanField(
        _("may be shown publicly"),
        default=False,
        help_text=_("The sender agreed that the idea or memory is shown, without their name."),
    )
    guardian_email = models.EmailField(_("email of the guardian"), blank=True, max_length=254)
    guardian_confirmed_at = models.DateTimeField(_("confirmed by a guardian"), null=True)
    guardian_asked_at = models.DateTimeField(
        _("guardian asked"),
        null=True,
        help_text=_("When the question had been sent; the thirty days run from then."),
    )
    guardian_lets_show = models.BooleanField(
        _("guardian lets it be shown"),
        default=False,
        editable=False,
        help_text=_("A yes of its own, beside the one that lets staff read it."),
    )
    held_because = models.JSONField(_("held because"), default=list, editable=False)
    fingerprint = models.CharField(
        max_length=64,
        editable=False,
        db_index=True,
        help_text=_("Keyed digest of sender and text, to find what was sent twice."),
    )
    received_at = models.DateTimeField(_("received"), db_index=True)
    answer_by = models.DateField(_("answer by"), db_index=True)
    last_activity_at = models.DateTimeField(_("last activity"), db_index=True)
    answered_at = models.DateTimeField(_("first answered"), null=True, editable=False)
    # Translators: the moment at which it was closed
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=give_back,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    erasure_requested_at = models.DateTimeField(_("erasure asked for"), null=True, editable=False)
    signed_links_end_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("Since then only links count whose secrets are rows; see involvement.links."),
    )
    hold_reason = models.CharField(
        _("reason for the hold"),
        max_length=250,
        blank=True,
        help_text=_("A records request or a dispute: nothing is disposed of or erased meanwhile."),
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text=_("Raised by every change, so that two people never overwrite each other."),
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-received_at", "-pk"]
        default_permissions = ["view", "change"]
        permissions = [
            ("export_submission", "Can export submissions and hand them out"),
            ("erase_submission", "Can erase and dispose of submissions"),
        ]
        constraints = [
            models.CheckConstraint(
                name="submission_state_is_known",
                condition=Q(
                    state__in=[
                        "unconfirmed",
                        "held",
                        "new",
                        "assigned",
                        "waiting",
                        "answered",
                        "closed",
                        "withdrawn",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="submission_kind_is_known", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="submission_nobody_is_a_child", condition=Q(age_band__in=["young", "adult"])
            ),
            models.CheckConstraint(
                name="submission_can_be_answered", condition=~Q(email="") | ~Q(phone="")
            ),
            models.CheckConstraint(
                name="submission_young_people_have_a_guardian",
                condition=Q(age_band="adult", guardian_email="")
                | (Q(age_band="young") & ~Q(guardian_email="")),
            ),
            models.CheckConstraint(
                name="submission_unconfirmed_is_hidden",
                condition=(
                    Q(age_band="young", guardian_confirmed_at=None)
                    & Q(state__in=["unconfirmed", "held"])
                )
                | (
                    (Q(age_band="adult") | Q(guardian_confirmed_at__isnull=False))
                    & ~Q(state="unconfirmed")
                ),
            ),
            models.CheckConstraint(
                name="submission_guardian_shows_what_they_read",
                condition=Q(guardian_lets_show=False)
                | Q(age_band="young", may_publish=True, guardian_confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_assigned_to_somebody",
                condition=~Q(state="assigned") | Q(assigned_to__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="submission_inbox", fields=["state", "-received_at", "-id"]),
            models.Index(name="submission_email", fields=["email"]),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_on_hold(self):
        """Return whether a hold keeps it from being disposed of."""
        return bool(self.hold_reason)

    @property
    def is_young(self):
        """Return whether its sender needs a guardian's yes."""
        return self.age_band == AgeBand.YOUNG

    @property
    def may_be_shown(self):
        """Return whether its sender agreed to showing it, and of the young the guardian too."""
        return self.may_publish and (not self.is_young or self.guardian_lets_show)

    @property
    def is_unread(self):
        """Return whether nobody may read it yet, because no guardian has said yes."""
        return self.is_young and self.guardian_confirmed_at is None

    @property
    def waits_for_guardian(self):
        """Return whether a guardian has been asked and has not said yes yet."""
        return self.state == self.State.UNCONFIRMED

    @property
    def is_held(self):
        """Return whether it waits for a review, because it looks like spam."""
        return self.state == self.State.HELD

    @property
    def is_to_do(self):
        """Return whether staff owe its sender something."""
        return self.state in self.TO_DO
