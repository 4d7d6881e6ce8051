"""The facts of a city's page: stages, population, country, clocks, names, reasons."""

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from cities.dates.calendar_text import locale_of
from cities.drawing.clocks import clock_pair, hour_labels, noon_sentence
from cities.drawing.waking_hours import waking_hours
from cities.models.source import is_shown
from editorial.text import languages
from editorial.text.localized import localized


def country_name(code, language=None):
    """Return a country's name as the CLDR has it, in the reader's language; the code if unknown."""
    locale = locale_of(language or languages.current())
    return locale.territories.get(code, code)


def shown(source):
    """Return the source of a fact if readers see it, else None."""
    return source if is_shown(source) else None


def population_of(city):
    """Return the population as text, and what it counts in which year."""
    if city.population is None:
        return {"population_text": ""}
    locale = locale_of(languages.current())
    return {
        "population_text": format_decimal(city.population, locale=locale),
        "population_note": _("%(scope)s, %(year)s")
        % {"scope": city.get_population_scope_display(), "year": city.population_year},
        "population_source": shown(city.population_source),
    }


def own_names(city):
    """List the city's names in the languages spoken there, where it has more than one."""
    names = list(city.localnames.all())
    return names if len(names) > 1 else []


def city_facts(city, home, today):
    """Return the template's values for the facts of a city."""
    clocks = clock_pair(home.time_zone, city.time_zone, today)
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
                "source": shown(stage.source),
            }
            for stage in city.stages.all()
        ],
        "reasons": [reason.get_reason_display() for reason in city.reasons.all()],
        "clocks": clocks,
        "noon_sentence": noon_sentence(clocks),
        "waking_hours": waking_hours(home.time_zone, city.time_zone, today),
        "home_hours": hour_labels(clocks.home),
        "there_hours": hour_labels(clocks.there),
    }


def sources_of(facts):
    """List the sources that `city_facts` names; None where a fact has none."""
    return [facts.get("population_source"), *(row["source"] for row in facts["stage_rows"])]
