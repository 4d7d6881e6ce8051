"""The filters of the history: a GET form whose choices combine, and what they leave."""

import re
from collections import Counter
from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities.dates.honest_date import HonestDate, Unit
from cities.history import counted
from cities.history.figures import took_place
from cities.history.record import by_decade
from cities.history.years import is_of, years_of
from cities.models import Event
from editorial.text import languages
from editorial.text.localized import localized

# With the number of a page, and the event whose page is meant.
FIELDS = ("city", "goal", "kind", "decade", "year", "counted", "page", "event")


class EventFilter(forms.Form):
    """Choose events by city and kind. An unknown value is an error at its field, and narrows
    nothing.
    """

    city = forms.ChoiceField(label=gettext_lazy("City"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, data, *, partners):
        super().__init__(data, auto_id="filter-%s")
        self.fields["city"].choices = [("", _("All cities")), *_named(partners)]
        self.fields["kind"].choices = [("", _("All kinds")), *Event.Kind.choices]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _(
                "“%(value)s” is not one of the choices. Choose one from the list."
            )

    def chosen(self):
        """Return the valid values that narrow the list, by field; invalid ones narrow nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def problems(self):
        """List what to correct, each with the anchor of its field."""
        return [
            {"text": f"{field.label}: {error}", "anchor": field.id_for_label}
            for field in self.visible_fields()
            for error in field.errors
        ]


def _named(things):
    return [(thing.slug, localized(thing, "name").value) for thing in things]


class HistoryFilter(EventFilter):
    """Choose events by city, goal, kind and decade. An unknown value is an error at its field.

    Links of numbers choose by year and by what was counted as well; nobody needs fields to do so.
    """

    field_order = ("city", "goal", "kind", "decade")

    goal = forms.ChoiceField(label=gettext_lazy("Goal"), required=False)
    decade = forms.ChoiceField(label=gettext_lazy("Decade"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False, widget=forms.HiddenInput)
    counted = forms.ChoiceField(
        label=gettext_lazy("Counted"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, data, *, partners, goals, decades):
        super().__init__(data, partners=partners)
        self.fields["goal"].choices = [("", _("All goals")), *_named(goals)]
        self.fields["decade"].choices = [("", _("All years")), *_decade_choices(decades)]
        self.fields["year"].choices = _year_choices(self.data.get("year", ""))
        self.fields["counted"].choices = [("", ""), *counted.choices()]

    def narrow(self, events):
        """Keep the events of a queryset that pass all filters."""
        lookups = {"city": "cities__slug", "goal": "goals__slug", "kind": "kind"}
        chosen, year = self.chosen(), self._year()
        for name, value in chosen.items():
            if name == "decade":
                events = events.in_decade(int(value.removesuffix("s")))
            elif name == "year":
                events = events.filter(is_of(year))
            elif name == "counted":
                events = counted.narrow(events, value, year)
            else:
                events = events.filter(**{lookups[name]: value})
        return events

    def matches(self, event):
        """Return whether one event, which was read already, passes all filters."""
        tests = {
            "city": lambda value: any(city.slug == value for city in event.shown_cities),
            "goal": lambda value: any(goal.slug == value for goal in event.shown_goals),
            "kind": lambda value: event.kind == value,
            "decade": lambda value: _decade_of(event) == value,
            "year": lambda value: int(value) in years_of(event),
            "counted": lambda value: (
                took_place(event) and counted.counts(event, value, self._year())
            ),
        }
        return all(tests[name](value) for name, value in self.chosen().items())

    @property
    def is_of_what_was_counted(self):
        """Return whether it chooses what a number counts: nothing that still lies ahead."""
        return "counted" in self.chosen()

    def _year(self):
        year = self.chosen().get("year")
        return int(year) if year else None

    def active(self, path=""):
        """List the filters in force, each with its words and the address that removes it.

        `path` is that of the history, where another address stands for one of the filters.
        """
        result = []
        for name, value in self.chosen().items():
            rest = self.data.copy()
            for gone in (name, "page", "event"):
                rest.pop(gone, None)
            label = dict(self.fields[name].choices)[value]
            url = f"{path}?{rest.urlencode()}"
            result.append({"name": name, "value": value, "label": label, "remove_url": url})
        return result


def heading(count, active):
    """Put the number of events and the filters in force into the heading."""
    number = ngettext("%(count)s event", "%(count)s events", count) % {"count": count}
    if not active:
        return number
    return _("%(events)s: %(filters)s") % {
        "events": number,
        "filters": languages.listed(item["label"] for item in active),
    }


def ways_to_loosen(active):
    """List links that drop one filter each, for a list that came out empty."""
    return [
        {"url": item["remove_url"], "label": _("Without “%(filter)s”") % {"filter": item["label"]}}
        for item in active
    ]


def value_of(decade):
    """Return what a decade is called in addresses: 1980 -> "1980s"."""
    return f"{decade}s"


def label_of(decade):
    """Return what a decade is called in the reader's language, as a label begins."""
    return capfirst(HonestDate(date(decade, 1, 1), Unit.DECADE).text())


def _decade_of(event):
    return value_of(event.start.year // 10 * 10) if event.start else ""


def _year_choices(asked):
    """List the year that was asked for as the one choice; none for what is no year."""
    if not re.fullmatch("[12][0-9]{3}", asked):
        return []
    return [(asked, capfirst(HonestDate(date(int(asked), 1, 1), Unit.YEAR).text()))]


def _decade_choices(decades):
    return [(value_of(decade), label_of(decade)) for decade in decades]


def by_decade_and_goal(years, by_goal, goals):
    """Count past events by decade and goal: the same data as the contact lines, as a table.

    `by_goal` counts them by `(year, key of a goal)`.
    """
    counts = Counter()
    for (year, goal), count in by_goal.items():
        counts[year // 10 * 10, goal] += count
    totals = by_decade(years.past)
    totals.pop(None, None)
    rows = [
        {
            "decade": label_of(decade),
            "counts": [counts[decade, goal.pk] for goal in goals],
            "total": total,
        }
        for decade, total in sorted(totals.items())
    ]
    return {"goals": goals, "rows": rows}
