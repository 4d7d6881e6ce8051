"""Admins in which things are looked at, and nothing is added, changed or deleted in a form."""

from django.contrib import admin


class ViewOnlyAdmin(admin.ModelAdmin):
    """Admin of rows that only the site itself writes."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
