"""Accounts, the tries to sign in to them, the roles that were made and their rights."""

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

    class Meta:
        verbose_name = _("try to sign in")
        verbose_name_plural = _("tries to sign in")
        default_permissions = []
        indexes = [models.Index(name="attempt_by_key", fields=["key", "at"])]

    def __str__(self):
        return str(self.at)


class HeldBack(models.Model):
    """How many tries in a row were held back without a look, until the audit log tells the number.

    `key` is that of what limits them; `references` and `note`, with braces for the number, are
    those of the lines about them.
    """

    key = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)
    references = models.JSONField(default=list)
    note = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("tries that were held back")
        verbose_name_plural = _("tries that were held back")
        default_permissions = []

    def __str__(self):
        return f"{self.since}: {self.number}"


class MadeRole(models.Model):
    """A role of the table that `sync_roles` has made once, under whatever name it goes today.

    `group` is None once somebody deleted it: then it stays away.
    """

    name = models.CharField(max_length=150, unique=True)
    group = models.OneToOneField(Group, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("role that was made")
        verbose_name_plural = _("roles that were made")
        default_permissions = []

    def __str__(self):
        return self.name


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
