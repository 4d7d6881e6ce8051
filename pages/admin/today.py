"""The calendar on the admin's first page, a line from the history, and facts that grew old."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.calendar.meetings import meetings
from cities.dates.units import Unit
from cities.models import City, Event
from editorial.previews.draft import NO_DRAFT
from editorial.staff import dashboard
from editorial.staff.dashboard import Item
from pages.anniversaries import next_anniversary, on_this_day
from pages.models import Section

# A day of the history is told of within so many days ahead.
WEEK = 7
YEAR = timedelta(days=366)
# Meetings are told of so far ahead, and so many events and meetings in all.
SOON = timedelta(days=62)
MOST = 6


@dashboard.register(dashboard.COMING)
def coming(request):
    """List the events and the anniversary ahead, for whoever may see events."""
    if not request.user.has_perm("cities.view_event"):
        return []
    home = City.objects.home()
    today = home.today() if home else timezone.localdate()
    ahead = [*_events(today), *_meetings(request.user, home, today)]
    ahead.sort(key=lambda pair: pair[0])
    items = [item for _day, item in ahead[:MOST]]
    partners = City.objects.partners().prefetch_related("stages")
    found = next_anniversary(list(partners), today)
    if found and found["date_iso"] <= (today + YEAR).isoformat():
        title = ngettext(
            "%(years)s year with %(city)s", "%(years)s years with %(city)s", found["years"]
        ) % {"years": found["years"], "city": found["city"]}
        items.append(Item(title, url=_city(found["city"]), when=found["date_text"]))
    return items


def _events(today):
    """List what visitors see as coming, and drafts of it, each with its day; nothing called off."""
    ahead = Event.objects.coming(today).filter(cancelled=False, postponed_to=None).in_order()
    for event in ahead.select_related("entry")[:MOST]:
        # What is a draft has no public title; its entry knows how it is called.
        name = event.title or event.entry.label
        yield max(event.start, today), Item(name, event.place or "", _event(event), event.when())


def _meetings(user, home, today):
    """List the next dates that rules of meetings give, each with its day."""
    if home is None or not user.has_perm("cities.view_meetingrule"):
        return
    held = [each for each in meetings(NO_DRAFT, home, today, today + SOON) if not each.cancelled]
    for meeting in held[:MOST]:
        rule = reverse("admin:cities_meetingrule_change", args=[meeting.rule.pk])
        yield meeting.start.date(), Item(str(meeting.rule.title), url=rule, when=meeting.when)


@dashboard.register(dashboard.OLD)
def old_facts(request):
    """List the sections of pages that were said to be true until a day that has passed."""
    if not request.user.has_perm("pages.change_page"):
        return []
    sections = Section.objects.filter(valid_until__lte=timezone.localdate()).select_related("page")
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
    today = _today()
    days = [today + timedelta(days=number) for number in range(WEEK)]
    # A long history is not read for the few events of one week.
    of_week = Q()
    for day in days:
        of_week |= Q(start__month=day.month, start__day=day.day)
    past = list(Event.objects.filter(of_week, start__lt=today, start_unit=Unit.DAY).in_order())
    for day in days:
        event = on_this_day(past, day)
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
