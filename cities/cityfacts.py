"""The facts of a city's page: stages, population, country, clocks, names, reasons."""

from babel import Locale

from cities.clocks import clock_pair, noon_sentence
from editorial import languages
from editorial.text import localized


def country_name(code, language=None):
    """Give a country's name as the CLDR has it, in the reader's language; the code if unknown."""
    locale = Locale.parse(languages.tag(language or languages.current()), sep="-")
    return locale.territories.get(code, code)


def facts_of(city, home, today):
    """Give the template's values for the facts of a city."""
    clocks = clock_pair(home.time_zone, city.time_zone, today.year)
    stage = city.current_stage
    return {
        "country_name": country_name(city.country),
        "local_names": list(city.localnames.all()),
        "current_stage": stage.get_stage_display() if stage else "",
        "stage_rows": [
            {
                "label": stage.get_stage_display(),
                "when": stage.starts.text(),
                "when_iso": stage.starts.iso,
                "legal_basis": localized(stage, "legal_basis"),
                "source": stage,
            }
            for stage in city.stages.all()
        ],
        "reasons": [reason.get_reason_display() for reason in city.reasons.all()],
        "clocks": clocks,
        "noon_sentence": noon_sentence(clocks),
    }
