"""What all years come to, on the page about the program: only what the record proves."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.history.counted import address
from cities.history.figures import Phrase, period_of
from cities.models import City, Goal
from cities.overview import overview
from editorial.previews.draft import made_for
from editorial.text import languages
from editorial.text.localized import localized
from reports.counting import record, words
from reports.counting.figures import adds_up_others
from reports.counting.year import of_record


@dataclass(frozen=True)
class Cell:
    """A number in words; `url` leads to its events, and is "" where there are none."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class AllYears:
    """What the record comes to: phrases for the program, and a table of it and of each city.

    `rows` are pairs of a head and its `Cell`s, in the order of `columns`; `unknown` names what no
    event gives, and `head_count` says of how many visits it is known how many people traveled.
    """

    period: str
    phrases: list
    unknown: str
    head_count: str
    columns: list
    rows: list


def all_years(request):
    """Return `all_years` for the template, None without events; kept until the next publication."""
    home = overview(request).home
    return {"all_years": made_for(request, _summary, home.today()) if home else None}


def _summary(_draft, today):
    """Return the `AllYears`: of what is public, whatever is a draft."""
    found = record.read(today)
    figures = of_record(found, None)
    if not figures.events:
        return None
    language = languages.current()
    cities = {
        city.entry_id: city for city in City.objects.visible(language).partners().in_order().named()
    }
    goals = {goal.entry_id: goal for goal in Goal.objects.visible(language).in_order().named()}
    told = [each for each in figures.counted if _is_told(each, goals)]
    told.sort(key=lambda each: each.goal is not None)
    columns = [(None, figures), *((cities[c.city], c) for c in figures.cities if c.city in cities)]
    unknown = [words.label(each) for each in figures.sums if each.number is None]
    head_count = figures.get("head_count")
    return AllYears(
        period_of(found.events),
        [Phrase(words.phrase(each), _address(each)) for each in told if each.goal is None],
        languages.listed(unknown),
        words.head_count(head_count) if head_count else "",
        [localized(city, "name") if city else "" for city, _counts in columns],
        [
            (
                _head(each, goals),
                [_cell(counts.get(each.key), city, goals) for city, counts in columns],
            )
            for each in told
        ],
    )


def _is_told(counted, goals):
    """Leave out what only adds up other numbers, and goals that the reader does not see."""
    if counted.goal is not None:
        return counted.goal in goals
    return counted.number is not None and not adds_up_others(counted.key)


def _head(counted, goals):
    if counted.goal is None:
        return words.label(counted)
    return _("Events for the goal “%(goal)s”") % {"goal": localized(goals[counted.goal], "name")}


def _cell(counted, city, goals):
    """Return a cell; a city whose record has no such event has an empty one."""
    if counted is None:
        return Cell("–")
    if counted.number is None:
        return Cell(words.number(counted))
    return Cell(words.number(counted), _address(counted, city, goals))


def _address(counted, city=None, goals=None):
    chosen = {"city": city.slug} if city else {}
    if counted.goal is None:
        return address(counted.key, **chosen)
    return address("events", goal=goals[counted.goal].slug, **chosen)
