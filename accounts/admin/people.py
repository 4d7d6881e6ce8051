"""The page "People"."""

from django.contrib.auth.admin import UserAdmin

from editorial.admin.double_click import AddedOnce


class PersonAdmin(AddedOnce, UserAdmin):
    """The people who sign in."""
