"""Calendars to subscribe to, and the files of single dates. No draft ever stands in them."""

import re
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cities.calendar.feeds import events_of_feed, meetings_of_feed
from cities.calendar.ical import Writer
from cities.calendar.meetings import meeting_of
from cities.models import City, Event
from cities.overview import required_overview, until_midnight
from editorial.cache.decorators import public_page
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.redirects import last_public
from editorial.web.rendering import absolute


@shows_only
@public_page(valid_until=until_midnight)
def all_events(request):
    """The calendar of everything."""
    return _feed(request, _("Sister cities"), "calendar")


@shows_only
@public_page(valid_until=until_midnight)
def of_city(request, slug):
    """The calendar of one city."""
    city = required_overview(request).partner(slug)
    if city is None:
        return _moved(City, slug, "cities:calendar_of_city")
    return _feed(request, str(localized(city, "name")), slug, city=city)


@shows_only
@public_page(valid_until=until_midnight)
def of_kind(request, kind):
    """The calendar of one kind of events."""
    if kind not in Event.Kind.values:
        raise Http404
    return _feed(request, str(Event.Kind(kind).label), kind.replace("_", "-"), kind=kind)


@shows_only
@public_page()
def of_event(request, slug):
    """The file of one event, whether it lies ahead or not."""
    home = required_overview(request).home
    event = Event.objects.to_enter(languages.current()).filter(slug=slug).first()
    if event is None:
        return _moved(Event, slug, "cities:event_file")
    if not event.is_dated_to_the_day:
        raise Http404
    writer = _writer(request, str(localized(event, "title")), home, is_feed=False)
    writer.add_event(event, home)
    return _answer(writer, slug)


@shows_only
@public_page()
def of_meeting(request, rule, day):
    """The file of one meeting, by its rule and the day that the rule gives."""
    home = required_overview(request).home
    found = meeting_of(home, rule, _day(day))
    if found is None:
        raise Http404
    writer = _writer(request, str(localized(found.rule, "title")), home, is_feed=False)
    writer.add_meeting(found)
    return _answer(writer, f"meeting-{day}")


def _day(text):
    """Return a day as addresses have it; raises Http404 for whatever else is there."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Http404
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def _moved(model, slug, view):
    """Lead who subscribed on from a former address, for good; raises Http404 where it is none."""
    revision = last_public(model, slug)
    rows = model.objects.visible(languages.current())
    row = rows.filter(entry=revision.entry_id).first() if revision else None
    if row is None or row.slug == slug:
        raise Http404
    return redirect(view, slug=row.slug, permanent=True)


def _feed(request, name, file_name, **chosen):
    home = required_overview(request).home
    today = home.today()
    writer = _writer(request, name, home, is_feed=True)
    for event in events_of_feed(today, **chosen):
        writer.add_event(event, home)
    for meeting in meetings_of_feed(home, today, **chosen):
        writer.add_meeting(meeting)
    return _answer(writer, file_name)


def _writer(request, name, home, *, is_feed):
    return Writer(name, lambda path: absolute(request, path), home.zone, is_feed=is_feed)


def _answer(writer, file_name):
    response = HttpResponse(writer.to_bytes(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    return response
