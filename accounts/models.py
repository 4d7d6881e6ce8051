"""Accounts, the tries to sign in to them, and the rights that roles were given."""

from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who signs in to the admin.

    Who has a role has the staff status: both are written by `accounts.people` alone.
    """

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_of_one_account",
                condition=~Q(email=""),
                violation_error_message=_("Another account has this email address."),
            ),
        ]


class Attempt(models.Model):
    """One try that was wrong, or is being looked at.

    It stands once for each thing that limits it; `key` is a keyed digest that names nobody.
    """

    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    # How many more were held back without a look since this one.
    held_back = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("try to sign in")
        verbose_name_plural = _("tries to sign in")
        default_permissions = []
        indexes = [models.Index(name="attempt_by_key", fields=["key", "at"])]

    def __str__(self):
        return str(self.at)


class GivenRight(models.Model):
    """A right that `sync_roles` gave to a role once; what is taken away by hand stays away."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="given_rights")
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("right that was given")
        verbose_name_plural = _("rights that were given")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["group", "permission"], name="right_is_given_once"),
        ]

    def __str__(self):
        return f"{self.group}: {self.permission}"
