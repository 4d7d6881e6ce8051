"""What people's calendars were told of an event: a name for ever, and how often it was changed.

Calendar programs know an event by its UID alone, and believe a change only with a higher SEQUENCE.
Both are stored, because neither an address nor the number of revisions is what they need: the one
changes, the other falls when an old version is brought back.
"""

import hashlib
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Gives what comes with the seed the same name on every machine.
NAMESPACE = uuid.UUID("0f4cf8a6-0a0e-5d0b-8a39-6a1f1f9b6f5b")


class CalendarState(models.Model):
    """One entry as calendars know it. Kept when the live row goes, and found again with it."""

    entry = models.OneToOneField(
        "editorial.Entry", on_delete=models.CASCADE, related_name="calendar"
    )
    uid = models.UUIDField("UID", unique=True, default=uuid.uuid4)
    sequence = models.PositiveIntegerField("SEQUENCE", default=0)
    fingerprint = models.CharField(max_length=64)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("state in calendars")
        verbose_name_plural = _("states in calendars")

    def __str__(self):
        return f"{self.uid} {self.sequence}"

    def compare(self, fingerprint):
        """Count one more change where the facts of a fingerprint are others than those told."""
        if self.fingerprint != fingerprint:
            self.fingerprint = fingerprint
            self.sequence += 1
            self.changed_at = timezone.now()
            self.save()


class InCalendars(models.Model):
    """A root that people put into their calendars; `calendar_facts` says what they plan by."""

    class Meta:
        abstract = True

    def calendar_facts(self):
        """List the date, the place and the state."""
        raise NotImplementedError

    def shown_to_public(self):
        """Take down what calendars are told."""
        super().shown_to_public()
        self.count_change()

    def count_change(self):
        """Count one more change where what people plan by was changed; it never counts back."""
        fingerprint = self.calendar_fingerprint()
        entry = self.entry
        seeded = f"{type(self).__name__}/{entry.seed_key}" if entry.seed_key else ""
        state, is_new = CalendarState.objects.get_or_create(
            entry=entry,
            defaults={
                "uid": uuid.uuid5(NAMESPACE, seeded) if seeded else uuid.uuid4(),
                "fingerprint": fingerprint,
                "changed_at": timezone.now(),
            },
        )
        if not is_new:
            state.compare(fingerprint)

    def calendar_fingerprint(self):
        """Return what is the same as long as `calendar_facts` are."""
        return hashlib.sha256(repr(self.calendar_facts()).encode()).hexdigest()


class PlannedAround(models.Model):
    """A root on which the calendar entries of others depend: `planned_with_it` says which.

    They are not written anew when it goes, but people's calendars must hear of it. A kind of which
    they tell more than that it is there calls `tell_calendars` when it changes, too.
    """

    class Meta:
        abstract = True

    def planned_with_it(self):
        """Choose the roots in calendars whose `calendar_facts` may name something of this one."""
        raise NotImplementedError

    def tell_calendars(self):
        """Let what depends on it count its change."""
        _compare(self.planned_with_it())

    def delete(self, *args, **kwargs):
        """Let what depended on it count its change."""
        planned = self.planned_with_it()
        keys = list(planned.values_list("pk", flat=True))
        deleted = super().delete(*args, **kwargs)
        _compare(planned.model.objects.filter(pk__in=keys))
        return deleted


def _compare(roots):
    """Compare what calendars know of roots with what is so now, with one reading of them all."""
    for root in roots.known_to_calendars():
        root.entry.calendar.compare(root.calendar_fingerprint())
