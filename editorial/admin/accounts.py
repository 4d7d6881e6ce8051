"""Accounts and roles, as Django edits them."""

from django.contrib.auth.admin import GroupAdmin, UserAdmin

from editorial.admin.double_click import AddedOnce


class AccountAdmin(AddedOnce, UserAdmin):
    """The people who sign in."""


class RoleAdmin(AddedOnce, GroupAdmin):
    """What Django calls groups: the roles of `editorial.staff.roles`, and those of an office."""
