"""What is coming, month by month."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cities import structured_data
from cities.calendar import coming as calendar
from cities.history import timeline
from cities.history.filters import EventFilter
from cities.models import Event
from cities.overview import required_overview, until_midnight
from editorial.cache.decorators import public_page
from editorial.previews.draft import draft_on
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.rendering import Crumb, absolute, home_crumb, render_public


@shows_only
@public_page(known_parameters=calendar.FIELDS, valid_until=until_midnight)
def coming(request):
    """What lies ahead and what is going on: events and meetings, by month, with filters."""
    overview, draft = required_overview(request), draft_on(request)
    home, today = overview.home, overview.home.today()
    form = EventFilter(request.GET, partners=overview.partners)
    chosen = form.chosen()
    events = calendar.coming_events(draft, today, chosen)
    meetings = calendar.coming_meetings(draft, home, today, chosen)
    return render_public(
        request,
        "cities/coming.html",
        {
            "form": form,
            "problems": form.problems(),
            "months": calendar.by_month(events, meetings, home, today),
            "is_narrowed": bool(chosen),
            **_subscription(absolute(request, _calendar_of(chosen))),
            "other_calendars": _calendars(overview.partners),
        },
        title=_("Coming"),
        description=_("Meetings, visits and festivals to come, with their times in both cities."),
        breadcrumbs=[home_crumb(), Crumb(_("Coming"))],
        shown=[*timeline.told_by(events), *(meeting.rule for meeting in meetings)],
        json_ld=[
            *structured_data.events(request, events, home),
            *structured_data.meetings(request, meetings),
        ],
    )


def _calendar_of(chosen):
    """Return the address of the calendar that fits the filters best: that of a city comes first."""
    if "city" in chosen:
        return reverse("cities:calendar_of_city", args=[chosen["city"]])
    if "kind" in chosen:
        return reverse("cities:calendar_of_kind", args=[chosen["kind"]])
    return reverse("cities:calendar")


def _subscription(url):
    """Return the address of a calendar, and the one that opens the reader's own program with it."""
    return {"calendar_url": url, "webcal_url": f"webcal:{url.partition(':')[2]}"}


def _calendars(partners):
    """List this page as it tells of the calendar of each city and each kind, with their names."""
    cities = [
        {"label": localized(city, "name"), "url": _place_of(city=city.slug)} for city in partners
    ]
    kinds = [{"label": label, "url": _place_of(kind=kind)} for kind, label in Event.Kind.choices]
    return cities + kinds


def _place_of(**chosen):
    return f"{reverse('cities:coming')}?{urlencode(chosen)}#subscribe"
