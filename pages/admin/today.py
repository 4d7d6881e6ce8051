"""The calendar on the admin's first page, a line from the history, and facts that grew old."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.models import City, Event
from editorial.staff import dashboard
from editorial.staff.dashboard import Item
from pages.anniversaries import next_anniversary, on_this_day
from pages.models import Section

# A day of the history is told of within so many days ahead.
WEEK = 7
YEAR = timedelta(days=366)


@dashboard.register(dashboard.COMING)
def coming(request):
    """List the events and the anniversary ahead, for whoever may see events."""
    if not request.user.has_perm("cities.view_event"):
        return []
    today = _today()
    ahead = Event.objects.exclude(start=None).filter(start__gte=today).in_order()[:6]
    items = [
        Item(str(event), event.place or "", _event(event), event.when())
        for event in ahead
        if not event.cancelled
    ]
    partners = City.objects.partners().prefetch_related("stages")
    found = next_anniversary(list(partners), today)
    if found and found["date_iso"] <= (today + YEAR).isoformat():
        title = ngettext(
            "%(years)s year with %(city)s", "%(years)s years with %(city)s", found["years"]
        ) % {"years": found["years"], "city": found["city"]}
        items.append(Item(title, url=_city(found["city"]), when=found["date_text"]))
    return items


@dashboard.register(dashboard.OLD)
def old_facts(request):
    """List the sections of pages that were said to be true until a day that has passed."""
    if not request.user.has_perm("pages.change_page"):
        return []
    sections = Section.objects.filter(valid_until__lt=timezone.localdate()).select_related("page")
    return [
        Item(
            _("“%(section)s” was good until %(day)s")
            % {"section": section.heading or section.page, "day": date_format(section.valid_until)},
            _("On the page “%(page)s”. Check the names and figures, and set a new day.")
            % {"page": section.page},
            reverse("admin:pages_page_change", args=[section.page_id]),
            mark="alert",
        )
        for section in sections
    ]


def line_of_the_week():
    """Return an item about an event whose day comes round this week, or None."""
    events = Event.objects.exclude(start=None).in_order()
    today = _today()
    past = [event for event in events if event.start < today]
    for days in range(WEEK):
        event = on_this_day(past, today + timedelta(days=days))
        if event:
            return Item(str(event), url=_event(event), when=event.when())
    return None


def _today():
    home = City.objects.filter(is_home=True).first()
    return home.today() if home else timezone.localdate()


def _event(event):
    return reverse("admin:cities_event_change", args=[event.pk])


def _city(city):
    return reverse("admin:cities_city_change", args=[city.pk])
