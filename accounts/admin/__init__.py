"""People and roles in the admin."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group

from accounts.admin.people import PersonAdmin
from accounts.admin.roles import RoleAdmin
from accounts.models import User

# Everybody looks after their own second factor; addresses stand in the account.
admin.site.unregister(EmailAddress)
admin.site.unregister(Authenticator)
admin.site.register(User, PersonAdmin)
# Django's own registration came with the class that ours is made from.
admin.site.unregister(Group)
admin.site.register(Group, RoleAdmin)
