"""The relationships on the admin's first page: what the program's policy wants to be looked at."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cities.models import City, Event
from cities.reviews import next_review
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
    found = [(_review(city, events.get(city.pk, []), today), city) for city in cities]
    return [item for item, city in found if item] + _old_facts(cities, today)


def _events_by_city():
    """Return the dated events of each city, by its key, with no more than the clocks need."""
    dated = Event.objects.exclude(start=None).only(*_DATES).in_bulk()
    found = {}
    for city, event in Event.cities.through.objects.values_list("city_id", "event_id"):
        if event in dated:
            found.setdefault(city, []).append(dated[event])
    return found


def _review(city, events, today):
    review = next_review(city.current_stage, events, today)
    if review is None:
        return None
    url = reverse("admin:cities_city_change", args=[city.pk])
    contact = _("Last contact on record: %(day)s.") % {"day": _day(review.last_contact)}
    if review.due - AHEAD <= today:
        title = _("Review of %(city)s is due by %(day)s") % {
            "city": city,
            "day": _day(review.due),
        }
        return Item(title, contact, url, mark="alert")
    years = (today - review.last_contact).days / 365.25 if review.last_contact else 0
    if years <= QUIET_YEARS:
        return None
    title = _("No contact with %(city)s on record since %(year)s") % {
        "city": city,
        "year": review.last_contact.year,
    }
    text = _("After four years without contact a relationship can become emeritus.")
    return Item(title, text, url, mark="alert")


def _old_facts(cities, today):
    """List the populations that were said to be good until a day that has passed."""
    return [
        Item(
            _("The population of %(city)s was good until %(day)s")
            % {"city": city, "day": _day(city.population_valid_until)},
            _("Look for a newer count, and write down its year and its source."),
            reverse("admin:cities_city_change", args=[city.pk]),
            mark="alert",
        )
        for city in cities
        if city.population_valid_until and city.population_valid_until < today
    ]


def _day(day):
    return date_format(day, "DATE_FORMAT") if day else "–"
