"""How long somebody stays signed in: `SESSION_COOKIE_AGE` unused, `LONGEST_SESSION` at most."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.core.management import call_command
from django.utils import timezone

_BEGAN, _USED = "signed_in_at", "used_at"
# A session is written anew when it was not for so long, not by each request.
_WRITTEN_EVERY = timedelta(minutes=10)
# What only the person themselves may change is open for so long after signing in.
_FRESH = timedelta(minutes=10)


def begin(request):
    """Note when somebody signed in."""
    request.session[_BEGAN] = request.session[_USED] = timezone.now().isoformat()


def keep(request):
    """Let a session that is used last on; end one that has lasted long enough."""
    now = timezone.now()
    began, used = _time(request, _BEGAN), _time(request, _USED)
    if began is None:
        return
    # One that a clock has begun which ran ahead would last until that time comes.
    if abs(now - began) > settings.LONGEST_SESSION:
        logout(request)
    elif used is None or now - used > _WRITTEN_EVERY:
        request.session[_USED] = now.isoformat()


def is_fresh(request):
    """Return whether somebody signed in just now."""
    began = _time(request, _BEGAN)
    return began is not None and abs(timezone.now() - began) < _FRESH


def clear_ended():
    """Delete the sessions that are over."""
    call_command("clearsessions")


def _time(request, name):
    try:
        return datetime.fromisoformat(request.session[name])
    except (KeyError, ValueError):
        return None
