"""Signing in to the admin."""

from django.contrib.admin.forms import AdminAuthenticationForm


class StaffSignInForm(AdminAuthenticationForm):
    """Django's form, which remembers when this person was here before: Today tells from there."""

    def confirm_login_allowed(self, user):
        """Keep the time of the last sign-in, before this one takes its place."""
        super().confirm_login_allowed(user)
        if user.last_login:
            self.request.session["here_before"] = user.last_login.isoformat()
