"""The hours in which people in both cities are awake, in words that are true on every day.

What is said names winter and summer where they differ, and the few days in spring and autumn on
which only one of the two cities has changed its clocks yet.
"""

from datetime import date

from django.utils.translation import gettext as _

from cities.drawing.clocks import clock_pair, on_its_day, one_stop, time_text


def waking_hours(home_zone, there_zone, today):
    """List sentences such as "4 PM to 10 PM here is 7 AM to 1 PM tomorrow there."."""
    winter, summer, now = (
        _spans(clock_pair(home_zone, there_zone, day))
        for day in (date(today.year, 1, 15), date(today.year, 7, 15), today)
    )
    if winter == summer:
        said = _told(winter, _("%(here)s here is %(there)s there."))
    else:
        said = [
            *_told(winter, _("In winter %(here)s here is %(there)s there.")),
            *_told(summer, _("In summer %(here)s here is %(there)s there.")),
        ]
    if not said:
        return [_("There is no hour at which both cities are awake: one is asleep all day long.")]
    if now not in (winter, summer):
        words = _("Today %(here)s here is %(there)s there: only one city has changed its clocks.")
        said += _told(now, words)
    return said


def _told(spans, words):
    return [one_stop(words % {"here": here, "there": there}) for here, there in spans]


def _spans(clocks):
    """List the runs of hours of a `ClockPair` as pairs of words: here, and there with its day."""
    found = []
    for run in clocks.overlap:
        last = run.start + run.length - 1
        first_there, last_there = clocks.there[run.start], clocks.there[last]
        here = _span(clocks.home[run.start], clocks.home[last])
        there = on_its_day(_span(first_there, last_there), first_there.day_shift)
        found.append((here, there))
    return found


def _span(first, last):
    """Say from when the first of some hours to when the last one lasts; none begins after 21:00."""
    return _("%(start)s to %(end)s") % {
        "start": time_text(first.hour, first.minute),
        "end": time_text(last.hour + 1, last.minute),
    }
