"""All that is put together from pieces, as each language prints it, for a person to read through.

`make golden` writes `tests/languages/golden/<language>.golden` anew; a test compares. A line that
changed is read by somebody who speaks the language, or looked at as if one did.
"""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import polib
from django.conf import settings
from django.utils.translation import gettext, ngettext, npgettext, override, to_locale

FOLDER = Path(__file__).parent / "golden"

DATES = ["1958-11-29", "1970-08-08", "1989-11-11", "2001-05-01", "1988-05", "1990-08"]
DATES += ["winter 2023", "spring 2023", "summer 2023", "autumn 2023", "1958", "1980s"]
EITHER = ["1988-07 or 1989-07", "1988-07-22 or 1988-07-23", "1988 or 1989", "1970s or 1980s"]
EITHER += ["spring 1988 or autumn 1988"]
PERIODS = [
    ("2018-07-22", "2018-07-26"),
    ("2018-07-30", "2018-08-02"),
    ("2018-12-30", "2019-01-02"),
    ("1990-07", "1990-09"),
    ("1990-12", "1991-02"),
    ("1992", "1993"),
    ("about 1978", "1990-07"),
    ("by 1988-05", "2009"),
    ("1980s", "autumn 2023"),
    ("1958-11-29", "1970"),
    ("winter 2002", "1980s"),
]
COUNTS = [0, 1, 2, 5, 11, 21, 22, 101]
HOURS = [(0, 0), (1, 0), (4, 0), (9, 30), (12, 0), (13, 0), (17, 0), (23, 45)]
ZONES = ["Asia/Tokyo", "Asia/Taipei", "Asia/Kathmandu", "Europe/Kyiv", "Europe/Rome"]
ZONES += ["Europe/Samara", "America/Lima", "America/New_York", "Pacific/Honolulu"]
SOUNDS = {
    "es": [("Turín", "Izhevsk"), ("agua", "hielo"), ("madre", "hija"), ("oro", "yeso")],
    "it": [("Torino", "Erevan"), ("Keelung", "Izhevsk"), ("educazione", "economia")],
    "uk": [
        ("Турин", "Чернівці"),
        ("Чернівці", "Турин"),
        ("Мацумото", "Іжевськ"),
        ("Цзілун", "Іжевськ"),
        ("Цзілун", "Одеса"),
        ("Торонто", "Ялта"),
    ],
}
NUMBERS = [7, 980, 8_880, 10_000, 264_298]
MONEY = [5_000, 14_000]
PLACES = ("%(city)s", "%(home)s", "%(place)s")


def written(code):
    """Return the file of a language as it would be written now."""
    with override(code):
        parts = [_dates(), _periods(), _numbers(), _lists(), _clocks(), _counted(), _cities(code)]
        return "\n\n".join("\n".join(part) for part in parts) + "\n"


def path(code):
    """Return where the file of a language lies."""
    return FOLDER / f"{code}.golden"


def write():
    """Write all files anew."""
    FOLDER.mkdir(exist_ok=True)
    for code, _name in settings.CONTENT_LANGUAGES:
        path(code).write_text(written(code), encoding="utf-8")


def _dates():
    from cities.dates.explaining import explanation
    from cities.dates.honest_date import HonestDate, range_text, since_text

    yield "# Dates: alone | since | until | what they claim"
    qualified = [q + notation for notation in DATES for q in ("", "about ", "by ")]
    for notation in [*qualified, *EITHER]:
        when = HonestDate.parse(notation)
        until = range_text(HonestDate(), when)
        texts = [when.text(), since_text(when), until, explanation(when)]
        yield f"{notation}: {' | '.join(texts)}"


def _periods():
    from cities.dates.honest_date import HonestDate, range_text

    yield "# Periods"
    for start, end in PERIODS:
        text = range_text(HonestDate.parse(start), HonestDate.parse(end))
        yield f"{start} to {end}: {text}"


def _numbers():
    from editorial.text import formats

    yield "# Numbers, sums, days and moments"
    yield " | ".join(formats.number(number) for number in NUMBERS)
    yield " | ".join(formats.money(number) for number in MONEY)
    here = ZoneInfo(settings.TIME_ZONE)
    for moment in (datetime(2026, 11, 1, 14, 5, tzinfo=here), datetime(2025, 8, 8, 9, tzinfo=here)):
        yield f"{formats.day(moment)} | {formats.moment(moment)}"


def _lists():
    from editorial.text import languages
    from editorial.text.printed.joining import in_a_sentence

    yield "# Lists, and lists in a sentence"
    names = [languages.name_of(code) for code, _name in settings.CONTENT_LANGUAGES]
    yield languages.listed(names)
    yield in_a_sentence(names)
    # What "and" depends on in some languages: the sounds beside it.
    for pair in SOUNDS.get(languages.current(), ()):
        yield in_a_sentence(pair)


def _clocks():
    from cities.drawing.clocks import clock_pair, noon_sentence, time_text
    from editorial.text import languages

    yield "# Clocks, and noon at home"
    yield " | ".join(time_text(*hour, languages.current()) for hour in HOURS)
    for zone in ZONES:
        yield f"{zone}: {noon_sentence(clock_pair(settings.TIME_ZONE, zone, date(2026, 1, 15)))}"


def _counted():
    yield "# Counted things: each sentence with the numbers that use it"
    for entry in _messages():
        if entry.msgid_plural:
            yield entry.msgid
            yield from (f"  {line}" for line in _by_form(entry))


def _by_form(entry):
    forms = {}
    for count in COUNTS:
        pair = (entry.msgid, entry.msgid_plural)
        form = npgettext(entry.msgctxt, *pair, count) if entry.msgctxt else ngettext(*pair, count)
        forms.setdefault(form, []).append(count)
    for form, counts in forms.items():
        text = form % _Values(counts[-1])
        yield f"{' '.join(map(str, counts))}: {text}"


class _Values(dict):
    """What stands for the placeholders of a counted thing: the number, or a word where one does."""

    WORDS = ("city", "figure", "home", "language")

    def __init__(self, number):
        self.number = number

    def __missing__(self, key):
        return f"[{key}]" if key in self.WORDS else self.number


def _cities(code):
    from cities.city_texts import about
    from cities.models import City
    from editorial.models import Entry
    from editorial.text import languages

    yield "# Every city in every sentence that has room for one"
    cities = [
        City(
            **{languages.column(field, code): text for field, text in texts.items()},
            entry=Entry(original_language="en"),
        )
        for texts in _city_texts(code)
    ]
    for city in cities:
        yield f"{about(city)} | {getattr(city, languages.column('phrase_in', code))}"
    for entry in _messages():
        if not entry.msgid_plural and any(place in entry.msgid for place in PLACES):
            yield entry.msgid
            yield from (f"  {_with_city(entry.msgid, city.name)}" for city in cities)


def _with_city(message, name):
    names = re.findall(r"%\((\w+)\)s", message)
    values = {each: name if f"%({each})s" in PLACES else f"[{each}]" for each in names}
    return gettext(message) % values


def _city_texts(code):
    """Yield name and forms of each city of the content in a language, the home city's first."""
    paths = sorted((settings.CONTENT_DIR / "cities").glob(f"*.{code}.toml"))
    for file in sorted(paths, key=lambda path: (not path.name.startswith("home"), path.name)):
        (texts,) = tomllib.loads(file.read_text(encoding="utf-8")).values()
        names = ("name", "phrase_in", "phrase_about")
        yield {field: texts[field] for field in names if field in texts}


def _messages():
    """List the messages of the interface in their order; every catalogue has the same."""
    code = next(code for code, _name in settings.CONTENT_LANGUAGES if code != "en")
    folder = Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES"
    return [entry for entry in polib.pofile(str(folder / "django.po")) if not _is_html(entry)]


def _is_html(entry):
    return "<" in entry.msgid


if __name__ == "__main__":
    django.setup()
    write()
