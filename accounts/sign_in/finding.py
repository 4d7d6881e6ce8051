"""Finding the account that somebody means."""

from accounts.models import User


def by_name_or_email(typed):
    """Return the account of a user name, else of an email address; None for neither.

    Email addresses are compared without regard to case, user names as they are written.
    """
    typed = typed.strip()
    if not typed:
        return None
    return User.objects.filter(username=typed).first() or by_email(typed)


def by_email(typed):
    """Return the account of an email address; None for none."""
    return User.objects.filter(email__iexact=typed.strip()).first() if typed.strip() else None
