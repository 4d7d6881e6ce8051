"""The relationships on the admin's first page: what the program's policy wants to be looked at."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cities.models import City, Event
from cities.reviews import next_review
from editorial.staff import dashboard
from editorial.staff.dashboard import Item

# A review is told of so long before its day.
AHEAD = timedelta(days=60)
# Without contact on record for so many years, staff are asked to look (before policy does).
QUIET_YEARS = 3
_DATES = [
    "kind",
    "cancelled",
    *[
        f"{name}{suffix}"
        for name in ("start", "end")
        for suffix in ("", "_unit", "_qualifier", "_other")
    ],
]


@dashboard.register(dashboard.OLD)
def relationships(request):
    """List the ties whose review is due, and those without recorded contact for three years."""
    if not request.user.has_perm("cities.change_city"):
        return []
    cities = list(City.objects.partners().prefetch_related("stages"))
    home = City.objects.filter(is_home=True).first()
    if not cities or home is None:
        return []
    today = home.today()
    events = _events_by_city()
    found = [
        (city, review)
        for city in cities
        if (review := next_review(city.current_stage, events.get(city.pk, []), today))
    ]
    found.sort(key=lambda pair: pair[1].due)
    due = [_due(city, review) for city, review in found if review.due - AHEAD <= today]
    quiet = [
        _quiet(city, review.last_contact)
        for city, review in found
        if review.due - AHEAD > today and _is_quiet(review.last_contact, today)
    ]
    return due + quiet + _old_facts(cities, today)


def _events_by_city():
    """Return the dated events of each city, by its key, with no more than the clocks need."""
    dated = Event.objects.exclude(start=None).only(*_DATES).in_bulk()
    found = {}
    for city, event in Event.cities.through.objects.values_list("city_id", "event_id"):
        if event in dated:
            found.setdefault(city, []).append(dated[event])
    return found


def _due(city, review):
    words = {"city": city, "month": _month(review.due)}
    return Item(
        _("Review of %(city)s: due by %(month)s") % words,
        _("Last contact on record: %(month)s.") % {"month": _month(review.last_contact)}
        if review.last_contact
        else _("No contact is on record."),
        reverse("admin:cities_city_change", args=[city.pk]),
        mark="alert",
    )


def _quiet(city, contact):
    return Item(
        _("No contact with %(city)s on record since %(month)s")
        % {"city": city, "month": _month(contact)},
        _("After four years without contact a relationship can become emeritus."),
        reverse("admin:cities_city_change", args=[city.pk]),
        mark="alert",
    )


def _is_quiet(contact, today):
    return contact is not None and (today - contact).days > QUIET_YEARS * 365.25


def _old_facts(cities, today):
    """List the populations that were said to be good until a day that has passed."""
    return [
        Item(
            _("The population of %(city)s was good until %(day)s")
            % {"city": city, "day": date_format(city.population_valid_until)},
            _("Look for a newer count, and write down its year and its source."),
            reverse("admin:cities_city_change", args=[city.pk]),
            mark="alert",
        )
        for city in cities
        if city.population_valid_until and city.population_valid_until < today
    ]


def _month(day):
    """Tell a day to the month: many days on record are known no better."""
    return date_format(day, "YEAR_MONTH_FORMAT")
