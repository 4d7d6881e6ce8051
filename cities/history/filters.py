"""The filters of the history: a GET form whose choices combine, and what they leave."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities.dates.honest_date import HonestDate, Unit
from cities.models import Event
from editorial.text import languages
from editorial.text.localized import localized

FIELDS = ("city", "goal", "kind", "decade")


class HistoryFilter(forms.Form):
    """Choose events by city, goal, kind and decade. An unknown value is an error at its field."""

    city = forms.ChoiceField(label=gettext_lazy("City"), required=False)
    goal = forms.ChoiceField(label=gettext_lazy("Goal"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    decade = forms.ChoiceField(label=gettext_lazy("Decade"), required=False)

    def __init__(self, data, *, partners, goals, events):
        super().__init__(data, auto_id="filter-%s")
        self.fields["city"].choices = [
            ("", _("All cities")),
            *[(city.slug, localized(city, "name").value) for city in partners],
        ]
        self.fields["goal"].choices = [
            ("", _("All goals")),
            *[(goal.slug, localized(goal, "name").value) for goal in goals],
        ]
        self.fields["kind"].choices = [("", _("All kinds")), *Event.Kind.choices]
        self.fields["decade"].choices = [("", _("All years")), *_decade_choices(events)]
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
            for field in self
            for error in field.errors
        ]

    def matches(self, event, without=None):
        """Return whether an event passes all filters, but for the one named `without`."""
        tests = {
            "city": lambda value: any(city.slug == value for city in event.shown_cities),
            "goal": lambda value: any(goal.slug == value for goal in event.shown_goals),
            "kind": lambda value: event.kind == value,
            "decade": lambda value: _decade_of(event) == value,
        }
        return all(tests[name](value) for name, value in self.chosen().items() if name != without)

    def active(self, query):
        """List the filters in force, each with its words and the query that removes it.

        `query` is the request's QueryDict.
        """
        result = []
        for name, value in self.chosen().items():
            rest = query.copy()
            rest.pop(name, None)
            label = dict(self.fields[name].choices)[value]
            result.append({"name": name, "label": label, "remove_url": f"?{rest.urlencode()}"})
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


def _decade_of(event):
    return f"{event.start.year // 10 * 10}s" if event.start else ""


def _decade_choices(events):
    firsts = {
        event.start.replace(year=event.start.year // 10 * 10, month=1, day=1)
        for event in events
        if event.start
    }
    return [(f"{first.year}s", HonestDate(first, Unit.DECADE).text()) for first in sorted(firsts)]


def by_decade_and_goal(events, goals):
    """Count events by decade and goal: the same data as the contact lines, as a table."""
    rows = []
    for value, label in _decade_choices(events):
        inside = [event for event in events if _decade_of(event) == value]
        counts = [sum(1 for event in inside if goal in event.shown_goals) for goal in goals]
        rows.append({"decade": label, "counts": counts, "total": len(inside)})
    return {"goals": goals, "rows": rows}
