"""Who somebody is: by user name or email address, with one look at the password."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from accounts.sign_in import finding


class StaffBackend(ModelBackend):
    """Django's backend, which also takes an email address."""

    def authenticate(self, request, username=None, password=None, **credentials):
        """Return the account; None for a wrong password and for one that may not sign in.

        A name that nobody has takes as long as one that somebody has.
        """
        typed = username or credentials.get("email")
        if not typed or not password:
            return None
        account = finding.by_name_or_email(typed)
        if account is None:
            User().set_password(password)
            return None
        is_right = account.check_password(password)
        return account if is_right and self.user_can_authenticate(account) else None
