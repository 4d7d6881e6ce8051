"""What somebody typed into a form and has not saved: one row a form, outside the history."""

import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Whoever has not come back by then has written it elsewhere.
KEPT_FOR = datetime.timedelta(days=30)
# Of one person; the oldest go first.
MOST_A_PERSON = 20


class UnsavedQuerySet(models.QuerySet):
    """Copies of unsaved forms."""

    def of(self, user, kind, object_pk):
        """Keep those of one person for one thing; `object_pk` is None for what is added."""
        begun = timezone.now() - KEPT_FOR
        return self.filter(user=user, kind=kind, object_pk=object_pk, saved_at__gt=begun)

    def keep(self, user, kind, object_pk, form, data):
        """Write the copy of one form over the one before; clear away what nobody comes back for."""
        row, _created = self.update_or_create(
            user=user,
            form=form,
            defaults={
                "kind": kind,
                "object_pk": object_pk,
                "data": data,
                "saved_at": timezone.now(),
            },
        )
        self.clear(user)
        return row

    def clear(self, user):
        """Delete what is too old, of everybody, and of one person what is too much."""
        self.filter(saved_at__lte=timezone.now() - KEPT_FOR).delete()
        kept = self.filter(user=user).order_by("-saved_at", "-pk").values("pk")[:MOST_A_PERSON]
        self.filter(user=user).exclude(pk__in=[row["pk"] for row in kept]).delete()


class Unsaved(models.Model):
    """The copy of one opening of a form, overwritten while somebody types."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_pk = models.PositiveBigIntegerField(null=True)
    form = models.UUIDField()
    # Pairs of a field's name and its value, as a browser sends them.
    data = models.JSONField()
    saved_at = models.DateTimeField()

    objects = UnsavedQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved form")
        verbose_name_plural = _("unsaved forms")
        # Everybody has their own alone; there is nothing to allow.
        default_permissions = []
        constraints = [models.UniqueConstraint(name="unsaved_once_a_form", fields=["user", "form"])]
        indexes = [models.Index(name="unsaved_by_age", fields=["saved_at"])]

    def __str__(self):
        return f"{self.user_id} {self.form}"
