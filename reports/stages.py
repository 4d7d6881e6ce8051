"""In which stage a relationship ended a year, and how a report says so."""

from django.utils.translation import gettext as _

from cities.dates.honest_date import since_text
from cities.models import Stage

_OTHER_THAN_A_TIE = {Stage.Kind.INQUIRY, Stage.Kind.ENDED}


def stage_of(city, year):
    """Return the last stage that had begun when a year ended, or None.

    A stage without a date is as old as the record.
    """
    begun = [each for each in city.stages.all() if each.start is None or each.start.year <= year]
    return begun[-1] if begun else None


def is_of_year(stage, year):
    """Return whether there was a relationship in a year that ended in this stage.

    One that ended in this very year existed in it.
    """
    if stage is None:
        return False
    ended_now = stage.stage == Stage.Kind.ENDED and stage.start and stage.start.year == year
    return stage.stage not in _OTHER_THAN_A_TIE or bool(ended_now)


def in_words(stage):
    """Say a stage and since when: "Sister city, since November 29, 1958"."""
    name, begun = stage.get_stage_display(), stage.starts
    if not begun.is_known:
        return name
    if stage.stage == Stage.Kind.ENDED:
        return _("%(stage)s: %(date)s") % {"stage": name, "date": begun.text()}
    return _("%(stage)s, %(since)s") % {"stage": name, "since": since_text(begun)}
