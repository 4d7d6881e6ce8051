"""The desk's building blocks; other rooms' admin classes are made from them."""

from django.contrib import admin

from editorial.admin.audit_log import AuditLogAdmin
from editorial.admin.entries import EntryAdmin
from editorial.admin.pictures import PictureAdmin
from editorial.models import AuditEntry, Entry, Picture

admin.site.register(AuditEntry, AuditLogAdmin)
admin.site.register(Entry, EntryAdmin)
admin.site.register(Picture, PictureAdmin)
