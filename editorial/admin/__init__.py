"""The admin's building blocks; other apps' admin classes are made from them."""

from django.contrib import admin

from editorial.admin import places, today
from editorial.admin.audit_log import AuditLogAdmin
from editorial.admin.entries import EntryAdmin
from editorial.admin.pictures import today as pictures_today
from editorial.admin.pictures.admin import PictureAdmin
from editorial.admin.plans import today as plans_today
from editorial.admin.readers import today as readers_today
from editorial.models import AuditEntry, Entry, Picture

__all__ = ["pictures_today", "places", "plans_today", "readers_today", "today"]

admin.site.register(AuditEntry, AuditLogAdmin)
admin.site.register(Entry, EntryAdmin)
admin.site.register(Picture, PictureAdmin)
