"""The roles, and what each may do."""

from django.contrib.auth.admin import GroupAdmin

from editorial.admin.double_click import AddedOnce


class RoleAdmin(AddedOnce, GroupAdmin):
    """What Django calls groups: the roles of `editorial.staff.roles`, and those of an office."""
