"""Plans, as tests of them make them."""

import datetime

from django.utils import timezone

from editorial.publishing.planned import schedule
from tests.editorial.publishing.forms import opened, version


def tomorrow():
    return timezone.now() + datetime.timedelta(days=1)


def in_two_days():
    return tomorrow() + datetime.timedelta(days=1)


def plan(root, by=None, *, at=None, language="en", batch=None, **texts):
    """Draft texts and plan their publication; return the time."""
    at = at or tomorrow()
    opened(root, language).write(language=language, **texts).draft(by)
    schedule.schedule(root.entry, language, at, by=by, batch=batch)
    return at


def planned(root, language="en"):
    """Return the time of a plan and the number of what it holds, None for no plan."""
    found = version(root, language)
    return found.publish_at and (found.publish_at, found.scheduled_revision.number)
