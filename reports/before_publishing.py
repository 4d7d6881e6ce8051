"""What is asked of a report before it goes public, beside what holds for every text."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cities.models import City
from editorial.models.checklist import hint
from editorial.text import languages
from reports.drafting import CARRIED_OVER, report_before, texts_by_city
from reports.models import CityReport, Report


def findings(copy, language):
    """List hints about a report in its original language; nothing about other content."""
    report = copy.root
    if not isinstance(report, Report) or language != report.entry.original_language:
        return []
    parts = copy.parts[CityReport]
    chosen = City.objects.filter(pk__in=[part.city_id for part in parts])
    names = dict(chosen.values_list("pk", "entry__label"))
    return [
        *_of_the_year(report),
        *_of_the_whole(report, parts, names, language),
        *_of_former_words(report, parts, names, language),
    ]


def _of_the_year(report):
    if report.year and report.year >= timezone.localdate().year:
        words = _("The year is not over. Its figures stay as they are on the day it goes public.")
        yield hint(words, "year")


def _of_the_whole(report, parts, names, language):
    if not parts:
        yield hint(_("No city stands in the report."))
    if not getattr(report, languages.column("lede", language)):
        yield hint(_("It has no first sentences."), "lede")
    for part in parts:
        written = [name for name in CityReport.TEXTS if _text(part, name, language)]
        if set(written) <= {"status"}:
            words = _("The office has written nothing about %(city)s yet.")
            yield hint(
                words % {"city": names.get(part.city_id, "")}, "accomplishments", str(part.pk)
            )


def _of_former_words(report, parts, names, language):
    before = report_before(report.year) if report.year else None
    if before is None:
        return
    former = texts_by_city(before, language)
    for part in parts:
        for name in CARRIED_OVER:
            text = _text(part, name, language)
            if text and text == former.get(part.city_id, {}).get(name):
                words = _("%(city)s: these are the words of the report of %(year)s. Do they hold?")
                said = words % {"city": names.get(part.city_id, ""), "year": before.year}
                yield hint(said, name, str(part.pk))


def _text(part, name, language):
    return getattr(part, languages.column(name, language)) or ""
