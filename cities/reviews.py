"""The clocks of the program's policy: when a relationship is to be looked at again.

For staff only. How many years pass until then stands in the site's settings: programs differ.
"""

from dataclasses import dataclass
from datetime import date

from cities.models import Event, Stage

# What the program says of a tie is not contact with it.
NOT_CONTACT = (Event.Kind.STATUS,)


@dataclass(frozen=True)
class Review:
    """The next review: the last contact on record, and the day by which policy asks for it."""

    last_contact: date | None
    due: date

    def is_due(self, today):
        """Return whether that day has come."""
        return self.due <= today


def last_contact(events, today):
    """Return the last day of the newest event that is contact, is held and lies behind us."""
    days = [
        min((event.ends if event.ends.is_known else event.starts).last, today)
        for event in events
        if event.start
        and event.start <= today
        and event.kind not in NOT_CONTACT
        and not event.is_off
    ]
    return max(days, default=None)


def next_review(stage, events, today, policy):
    """Return the `Review` of a relationship in this stage; None where the policy sets no clock.

    The clock runs from the last contact, or from the start of the stage when it is later.
    """
    clocks = {
        Stage.Kind.FRIENDSHIP: policy.friendship_years,
        Stage.Kind.SISTER: policy.sister_years,
    }
    years = clocks.get(stage.stage if stage else None)
    if years is None:
        return None
    contact = last_contact(events, today)
    started = stage.starts.last if stage.starts.is_known else None
    since = max([day for day in (contact, started) if day], default=None)
    return Review(contact, _years_later(since, years)) if since else None


def _years_later(day, years):
    """Add years; 29 February becomes 28 February in a year that has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
