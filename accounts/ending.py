"""What is over, once a day: sessions, tries to sign in, and mail with links that have ended."""

from accounts import mail
from accounts.sign_in import at_rest, attempts, sessions


def clean_up(now):
    """Delete it; return the number of tries and mails. Former secret keys are left behind too."""
    sessions.clear_ended()
    at_rest.renew()
    return attempts.forget(now) + mail.forget(now)
