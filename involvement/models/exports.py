"""Exports of many rows: asked for by somebody, made by the worker, fetched when ready."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models import LANGUAGE_CODE_LENGTH

KEPT_FOR = timedelta(hours=24)


class ExportQuerySet(models.QuerySet):
    """Exports, chosen by whose they are and how far they are."""

    def waiting(self):
        """Keep those that the worker has yet to make, the oldest first."""
        return self.filter(state=Export.State.WAITING).order_by("pk")

    def expired(self, now):
        """Keep those whose time is over."""
        return self.filter(asked_at__lte=now - KEPT_FOR)

    def of(self, user, now):
        """Keep those that somebody asked for and may still fetch, the newest first."""
        return self.filter(by=user, asked_at__gt=now - KEPT_FOR).order_by("-pk")


class Export(models.Model):
    """One file that somebody asked for.

    The selection is kept as the keys of its rows, so that no word by which they were sought is
    stored. The file lies in `EXPORTS_DIR`, under a name that nobody can guess.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    form = models.CharField(max_length=4)
    language = models.CharField(max_length=LANGUAGE_CODE_LENGTH)
    keys = models.JSONField(default=list)
    rows = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    # How often somebody has begun to make it; a worker may have been killed over it.
    tries = models.PositiveSmallIntegerField(default=0)
    # Raised when what was made until now must not be handed out.
    epoch = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=40, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="export_form_is_known", condition=Q(form__in=["csv", "xlsx"])
            ),
            models.CheckConstraint(
                name="export_ready_means_a_file",
                condition=Q(state="ready") & ~Q(file="") | ~Q(state="ready") & Q(file=""),
            ),
        ]

    def __str__(self):
        return f"{self.form}, {self.asked_at}"

    @property
    def expires_at(self):
        """Return when it is thrown away."""
        return self.asked_at + KEPT_FOR

    @property
    def is_ready(self):
        """Return whether it can be fetched."""
        return self.state == self.State.READY

    @property
    def is_waiting(self):
        """Return whether it is still to be made."""
        return self.state == self.State.WAITING
