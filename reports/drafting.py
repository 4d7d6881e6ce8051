"""The first draft of a report, written from the record and from the report before it.

It is a beginning: nothing of it is public before somebody on the staff has read it and publishes.
"""

from django.db import IntegrityError, transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from cities.models import City
from editorial import publishing
from editorial.revisions import snapshots
from editorial.revisions.data import is_machine_translated, items_of, texts_of_items
from editorial.text import languages
from editorial.text.localized import localized
from editorial.translations.freshness import fingerprint_of
from reports.models import CityReport, Outline, Report
from reports.program_draft import meetings_in_words, next_in_words
from reports.stages import in_words, is_of_year, stage_of

# What is as good as true a year later, and only has to be read again.
CARRIED_OVER = ("description", "commonalities", "avenues", "objectives")


class IsThereError(Exception):
    """There is a report of this year already; it is never written over."""


def first_draft(year, *, by=None):
    """Make the draft of a year's report, with each city whose relationship existed then.

    Return its row. Raises IsThereError.
    """
    if Report.objects.filter(year=year).exists():
        raise IsThereError(year)
    before = report_before(year)
    language = _language(before)
    facts, texts = _contents(year, language, before)
    try:
        with transaction.atomic():
            return publishing.create(Report, facts, texts, original=language, by=by)
    except IntegrityError as error:
        # Somebody else was faster.
        raise IsThereError(year) from error


def report_before(year):
    """Return the newest report of an earlier year, also one that is still a draft, or None."""
    return Report.objects.filter(year__lt=year).select_related("entry__kind").in_order().first()


def cities_of(year, language):
    """List `(city, stage)` for each public city whose relationship existed in a year.

    The stage is the one in which the year ended.
    """
    cities = City.objects.visible(language).partners().in_order().prefetch_related("stages")
    found = ((city, stage_of(city, year)) for city in cities)
    return [(city, stage) for city, stage in found if is_of_year(stage, year)]


def _language(before):
    """Return the language in which reports are first written: that of the last one, if any."""
    if before:
        return before.entry.original_language
    outline = Outline.objects.select_related("entry").first()
    return outline.entry.original_language if outline else languages.codes()[0]


def _contents(year, language, before):
    carried = _carried_over(before) if before else {}
    with override(language):
        report = Report(year=year)
        title = _("Report of %(year)s") % {"year": year}
        setattr(report, languages.column("title", language), title)
        meetings = meetings_in_words(year, language)
        setattr(report, languages.column("board_and_meetings", language), meetings)
        setattr(report, languages.column("next", language), next_in_words(year, language))
        status = languages.column("status", language)
        parts = [
            CityReport(city=city, **{**carried.get(city.pk, {}), status: status_in_words(stage)})
            for city, stage in cities_of(year, language)
        ]
    return snapshots.read(report, parts, {})


def _carried_over(before):
    """Map the keys of cities to what the report before said that may still hold, by columns.

    Of the translations these are the ones that a person made, or has read, of these very words.
    """
    versions = publishing.versions_of(before.entry)
    original = versions.original
    columns = {}
    for city, part in _parts_of(versions).items():
        source = _items(versions, original).get(part, {})
        columns[city] = {
            languages.column(name, code): item["text"]
            for code in languages.codes()
            for name, item in _items(versions, code).get(part, {}).items()
            if name in CARRIED_OVER
            and name in source
            and (code == original or _is_translation_of(source[name], item, original, name))
        }
    return columns


def _is_translation_of(source, item, original, name):
    made_of = fingerprint_of(original, CityReport, name, source["text"])
    return item.get("from") == made_of and not is_machine_translated(item)


def status_in_words(stage):
    """Say in rich text in which stage a relationship is, since when and by what."""
    said, basis = in_words(stage), localized(stage, "legal_basis").value
    if basis:
        said = _("%(stage)s (%(basis)s)") % {"stage": said, "basis": basis}
    return format_html("<p>{}</p>", said)


def texts_by_city(report, language):
    """Map the keys of the cities of a report to its texts about them in a language.

    These are the words that are public, and those of the draft where none are.
    """
    versions = publishing.versions_of(report.entry)
    texts = texts_of_items(_items(versions, language))
    return {city: texts.get(part, {}) for city, part in _parts_of(versions).items()}


def _items(versions, language):
    """Return the texts of a language with their provenance: the public ones, else the draft."""
    return items_of(versions.revision("live", language) or versions.revision("working", language))


def _parts_of(versions):
    """Map the keys of cities to those of their parts."""
    label = CityReport._meta.label_lower
    return {
        part["facts"]["city"]: part["id"]
        for part in versions.facts_to_show()["parts"]
        if part["kind"] == label
    }
