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
        """Write the copy of one form over the one before; clear away what is too much."""
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
        others = self.filter(user=user).exclude(pk=row.pk).order_by("-saved_at", "-pk")
        too_much = others.values_list("pk", flat=True)[MOST_A_PERSON - 1 :]
        self.filter(pk__in=list(too_much)).delete()
        return row

    def clear(self, now):
        """Delete what nobody came back for, of everybody; return how many copies."""
        return self.filter(saved_at__lte=now - KEPT_FOR).delete()[0]


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
