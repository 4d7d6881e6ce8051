"""The two clocks of a city's page: one day at home, hour by hour, beside the same hours there.

Clock changes differ from country to country. The cells are those of one day, hour for hour as the
clocks show them; what is said of noon names 15 January and 15 July, the home city's winter and
summer. `waking_hours` puts both into words.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time
from django.utils.translation import gettext, override

from cities.dates.calendar_text import locale_of
from editorial.text import languages

# The width of an hour, in the units of the drawing; a day is 240 wide.
HOUR_WIDTH = 10

# People count as awake from 7:00 to 22:00.
WAKING = 7
SLEEPING = 22


@dataclass(frozen=True)
class Cell:
    """One hour of the home day: the hour on the local clock as it begins, and whether all awake.

    `minute` is 0 except where the zones differ by a part of an hour; `x` is its left edge;
    `day_shift` is -1, 0 or 1 days from the day at home.
    """

    hour: int
    minute: int
    awake: bool
    x: int = 0
    day_shift: int = 0


@dataclass(frozen=True)
class Overlap:
    """A run of cells in which both cities are awake, by the index of its first cell."""

    start: int
    length: int

    @property
    def x(self):
        """Return its left edge."""
        return self.start * HOUR_WIDTH

    @property
    def width(self):
        """Return its width."""
        return self.length * HOUR_WIDTH


@dataclass(frozen=True)
class Noon:
    """The local time there when it is noon at home; `day_shift` is -1, 0 or 1 days."""

    hour: int
    minute: int
    day_shift: int


@dataclass(frozen=True)
class ClockPair:
    """The home day as two rows of 24 cells, the hours awake together, and noon at home there."""

    home: tuple[Cell, ...]
    there: tuple[Cell, ...]
    overlap: tuple[Overlap, ...]
    noon_winter: Noon
    noon_summer: Noon


def clock_pair(home_zone, there_zone, day):
    """Compare the clocks of two IANA time zones on a day of the home city.

    Raises zoneinfo.ZoneInfoNotFoundError for a name that is not in the time zone database.
    """
    home, there = ZoneInfo(home_zone), ZoneInfo(there_zone)
    home_cells = tuple(_cell(day, hour, home, home) for hour in range(24))
    there_cells = tuple(_cell(day, hour, home, there) for hour in range(24))
    return ClockPair(
        home=home_cells,
        there=there_cells,
        overlap=_overlap(home_cells, there_cells),
        noon_winter=_noon(datetime(day.year, 1, 15, 12, tzinfo=home), there),
        noon_summer=_noon(datetime(day.year, 7, 15, 12, tzinfo=home), there),
    )


def noon_sentence(clocks, language=None):
    """Say what noon at home is there, in a language of the site, the reader's own by default.

    English: "Noon here is 4 AM tomorrow there; 3 AM in summer." The summer part is left out where
    it is the same, and names its day where the day differs.
    """
    language = language or languages.current()
    winter, summer = clocks.noon_winter, clocks.noon_summer
    with override(language):
        if summer == winter:
            sentence = gettext("Noon here is %(time)s there.")
            return one_stop(sentence % {"time": _moment(winter, language)})
        same_day = summer.day_shift == winter.day_shift
        sentence = gettext("Noon here is %(winter)s there; %(summer)s in summer.") % {
            "winter": _moment(winter, language),
            "summer": time_text(summer.hour, summer.minute, language)
            if same_day
            else _moment(summer, language, True),
        }
        return one_stop(sentence)


def hour_labels(cells):
    """List what stands at the bars' quarters: the time of every sixth cell."""
    return [time_text(cell.hour, cell.minute) for cell in cells[::6]]


def one_stop(sentence):
    """Leave one full stop where an abbreviated "a.m." ends the sentence."""
    return sentence[:-1] if sentence.endswith("..") else sentence


def time_text(hour, minute=0, language=None):
    """Print a time of day as the language does: "4 AM", "4:30 AM", "4:00", "04:00"."""
    locale = locale_of(language or languages.current())
    of_day = time(hour, minute)
    # "a" and "B" stand for morning and afternoon: such clocks can name a full hour alone. Japanese
    # print has 24 hours, but its sentences speak of "午前4時", as the pages do.
    short = locale.time_formats["short"].pattern
    twelve_hours = locale.language == "ja" or any(sign in short for sign in "aB")
    if twelve_hours and minute == 0:
        return format_skeleton("h", of_day, locale=locale)
    return format_time(of_day, "short", locale=locale)


def _moment(noon, language, name_today=False):
    written = time_text(noon.hour, noon.minute, language)
    if name_today and noon.day_shift == 0:
        return gettext("%(time)s the same day") % {"time": written}
    return on_its_day(written, noon.day_shift)


def on_its_day(written, day_shift):
    """Say of a time on which day it is there, where that is not the day at home."""
    if day_shift > 0:
        return gettext("%(time)s tomorrow") % {"time": written}
    if day_shift < 0:
        return gettext("%(time)s yesterday") % {"time": written}
    return written


def _noon(noon_at_home, there):
    local = noon_at_home.astimezone(there)
    return Noon(local.hour, local.minute, (local.date() - noon_at_home.date()).days)


def _cell(day, hour, home, zone):
    """Make the cell of an hour of a day at home, by the clock of a zone."""
    local = datetime.combine(day, time(hour), tzinfo=home).astimezone(UTC).astimezone(zone)
    minutes = local.hour * 60 + local.minute
    awake = WAKING * 60 <= minutes <= (SLEEPING - 1) * 60
    shift = (local.date() - day).days
    return Cell(local.hour, local.minute, awake, hour * HOUR_WIDTH, shift)


def _overlap(home, there):
    together = [ours.awake and theirs.awake for ours, theirs in zip(home, there, strict=True)]
    runs = []
    for index, both in enumerate(together):
        if not both:
            continue
        if index and together[index - 1]:
            runs[-1] = Overlap(runs[-1].start, runs[-1].length + 1)
        else:
            runs.append(Overlap(index, 1))
    return tuple(runs)
