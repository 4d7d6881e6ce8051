"""Who somebody is: by user name or email address, with one look at the password."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User
from accounts.sign_in import devices, finding, hashing


class StaffBackend(ModelBackend):
    """Django's backend, which also takes an email address."""

    def authenticate(self, request, username=None, password=None, **credentials):
        """Return the account; None for a wrong password and for one that may not sign in.

        A name that nobody has takes as long as one that somebody has. Raises BusyError where too
        many passwords are looked at already.
        """
        typed = username or credentials.get("email")
        if not typed or not password:
            return None
        account = finding.by_name_or_email(typed)
        is_known = request is not None and devices.name_of(request, account) is not None
        with hashing.turn(is_known=is_known):
            if account is None:
                User().set_password(password)
                return None
            is_right = account.check_password(password)
        return account if is_right and self.user_can_authenticate(account) else None
