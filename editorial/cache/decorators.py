"""How a view says that its page is the same for everybody and may be kept by the page cache.

The word travels as a response header, because headers pass through middleware and are all that a
WSGI application gives to what stands around it. `editorial.cache.wsgi` takes the header off, so no
browser sees it. Without the cache it does nothing.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import wraps
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone

CACHE_HEADER = "X-Public-Until"
DEFAULT_LIFE = timedelta(seconds=60)
LONG_LIFE = timedelta(days=7)
# Follows the moment in the header where nothing happens then: the page is only looked at anew.
ABOUT = " about"


def public_page(
    known_parameters: Iterable[str] = (),
    valid_until: Callable[[HttpRequest], datetime | None] | None = None,
):
    """Decorate a view whose pages are public: they depend on the address and the content alone.

    `known_parameters` names the query parameters that the view reads; with any other one a page
    is served but not kept. `valid_until` takes the request and returns the moment up to which a
    page is right, such as the next midnight; 60 seconds if it is None. A view that knows better
    calls `keep_until` itself. A page that must not be kept this time says so with Django's
    `never_cache` or `patch_cache_control(response, private=True)`.

    Such a view reads no cookie, session, user, message or header of the request.
    """
    known = frozenset(known_parameters)

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            # Asked first: a page that was begun before midnight must not live a day longer.
            moment = valid_until(request) if valid_until else None
            response = view(request, *args, **kwargs)
            if not known.issuperset(request.GET):
                del response[CACHE_HEADER]
            elif CACHE_HEADER not in response and not response.streaming:
                keep_until(response, moment)
            return response

        return wrapped

    return decorate


def keep_until(response, valid_until: datetime | None = None):
    """Let one response be kept as a public page until this moment, or for 60 seconds."""
    moment = valid_until or timezone.now() + DEFAULT_LIFE
    response[CACHE_HEADER] = f"{moment.timestamp()}{'' if valid_until else ABOUT}"


def until_published(_request: HttpRequest) -> datetime:
    """Return a far moment, for what no clock changes: the next publication drops it before."""
    return timezone.now() + LONG_LIFE


def next_midnight(zone: str | ZoneInfo, now: datetime | None = None) -> datetime:
    """Return the start of tomorrow in a time zone, for pages that tell what lies ahead.

    The difference to `now` is 23 or 25 hours where the clocks are changed in between.
    """
    zone = zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone)
    tomorrow = (now or timezone.now()).astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, tzinfo=zone)
