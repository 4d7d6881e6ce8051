"""The facts of a city's page: stages, population, country, clocks, names, reasons."""

from datetime import date
from typing import NamedTuple

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from cities.dates.calendar_text import locale_of
from cities.drawing.clocks import clock_pair, noon_sentence
from editorial.text import languages
from editorial.text.localized import localized


def country_name(code, language=None):
    """Return a country's name as the CLDR has it, in the reader's language; the code if unknown."""
    locale = locale_of(language or languages.current())
    return locale.territories.get(code, code)


class FactSource(NamedTuple):
    """Where a fact of a city can be read, with the names of an event's source."""

    title: str
    url: str
    language: str
    seen: date | None = None
    publisher: str = ""


def source_of(stage):
    """Return a stage's source, or None."""
    if not stage.source_title:
        return None
    return FactSource(
        stage.source_title, stage.source_url, stage.source_language, stage.source_seen
    )


def population_of(city):
    """Return the population as text, and what it counts in which year."""
    if city.population is None:
        return {"population_text": ""}
    locale = locale_of(languages.current())
    return {
        "population_text": format_decimal(city.population, locale=locale),
        "population_note": _("%(scope)s, %(year)s")
        % {"scope": city.get_population_scope_display(), "year": city.population_year},
        "population_source": _population_source(city),
    }


def _population_source(city):
    if not city.population_source_title:
        return None
    return FactSource(
        city.population_source_title, city.population_source_url, city.population_source_language
    )


def own_names(city):
    """List the city's names in the languages spoken there, where it has more than one."""
    names = list(city.localnames.all())
    return names if len(names) > 1 else []


def city_facts(city, home, today):
    """Return the template's values for the facts of a city."""
    clocks = clock_pair(home.time_zone, city.time_zone, today.year)
    return {
        **population_of(city),
        "country_name": country_name(city.country),
        "own_names": own_names(city),
        "stage_rows": [
            {
                "label": stage.get_stage_display(),
                "when": stage.starts.text() or _("Date not known"),
                "when_iso": stage.starts.iso,
                "legal_basis": localized(stage, "legal_basis"),
                "source": source_of(stage),
            }
            for stage in city.stages.all()
        ],
        "reasons": [reason.get_reason_display() for reason in city.reasons.all()],
        "clocks": clocks,
        "noon_sentence": noon_sentence(clocks),
    }
