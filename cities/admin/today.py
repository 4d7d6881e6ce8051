"""The relationships on the admin's first page: what the program's policy wants to be looked at."""

from datetime import timedelta

from django.db.models import F, Max, Q, Window
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cities.calendar import schedules
from cities.dates.units import Unit
from cities.models import City, Event, Stage
from cities.policy import policy
from cities.reviews import NOT_CONTACT, last_contact, next_review
from editorial.staff import dashboard
from editorial.staff.dashboard import Item

# A review is told of so long before its day.
AHEAD = timedelta(days=60)
# The end of a schedule of meetings is told of so long before.
SCHEDULE_AHEAD = timedelta(days=42)
# Without contact on record for so many years, staff are asked to look (before policy does).
QUIET_YEARS = 3


@dashboard.register(dashboard.OLD)
def relationships(request):
    """List the ties whose review is due, those without contact for three years, and old facts."""
    if not request.user.has_perm("cities.change_city"):
        return []
    cities = list(City.objects.partners().prefetch_related("stages"))
    home = City.objects.filter(is_home=True).first()
    if home is None:
        return []
    today = home.today()
    events, terms = _events_by_city(today), policy()
    due, quiet = [], []
    for city in cities:
        of_city = events.get(city.pk, [])
        review = next_review(city.current_stage, of_city, today, terms)
        if review and review.due - AHEAD <= today:
            due.append((city, review))
        elif _is_quiet(city.current_stage, contact := last_contact(of_city, today), today):
            quiet.append(_quiet(city, contact, review))
    due.sort(key=lambda pair: pair[1].due)
    return [*(_due(*pair) for pair in due), *quiet, *_old_facts([home, *cities], today)]


def _events_by_city(today):
    """Return the events of each city, by its key, among which its last contact is.

    Of a long record these are those of its last years, and what is dated by the decade.
    """
    contact = Event.objects.filter(start__lte=today, cancelled=False, postponed_to=None)
    contact = contact.exclude(kind__in=NOT_CONTACT).order_by().values("pk")
    pairs = Event.cities.through.objects.filter(event__in=contact).annotate(
        year=ExtractYear(Coalesce("event__end", "event__start")),
        newest=Window(Max("year"), partition_by="city"),
    )
    by_decade = Q(event__start_unit=Unit.DECADE) | Q(event__end_unit=Unit.DECADE)
    pairs = list(
        pairs.filter(Q(year__gte=F("newest") - 1) | by_decade).values_list("city", "event")
    )
    events = Event.objects.with_contact().in_bulk({event for _city, event in pairs})
    found = {}
    for city, event in pairs:
        found.setdefault(city, []).append(events[event])
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


def _quiet(city, contact, review):
    if contact:
        title = _("No contact with %(city)s on record since %(month)s")
        title %= {"city": city, "month": _month(contact)}
    else:
        title = _("No contact with %(city)s is on record at all") % {"city": city}
    policy_asks = _("The program’s policy asks for a review by %(month)s.")
    return Item(
        title,
        policy_asks % {"month": _month(review.due)} if review else "",
        reverse("admin:cities_city_change", args=[city.pk]),
        mark="alert",
    )


def _is_quiet(stage, contact, today):
    """Return whether nothing is on record of a tie that lasts, for years; no policy is needed."""
    if stage is None or stage.stage not in (Stage.Kind.FRIENDSHIP, Stage.Kind.SISTER):
        return False
    started = stage.starts.last if stage.starts.is_known else None
    since = contact or started
    return since is not None and (today - since).days > QUIET_YEARS * 365.25


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
        if city.population_valid_until and city.population_valid_until <= today
    ]


@dashboard.register(dashboard.OLD)
def ending_schedules(request):
    """Warn of meetings whose announced schedule runs out, while nothing public follows it."""
    home = City.objects.home()
    if home is None or not request.user.has_perm("cities.change_meetingrule"):
        return []
    return [
        Item(
            _("“%(title)s”: no dates after %(day)s")
            % {"title": rule.entry.label, "day": date_format(rule.valid_until)},
            _("Look for the new schedule, and add it. Until then visitors see no further date."),
            reverse("admin:cities_meetingrule_change", args=[rule.pk]),
            mark="alert",
        )
        for rule in schedules.ending(home.today() + SCHEDULE_AHEAD)
    ]


def _month(day):
    """Tell a day to the month: many days on record are known no better."""
    return date_format(day, "YEAR_MONTH_FORMAT")
