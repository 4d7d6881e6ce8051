"""One sheet about a city: what a guest, a council member or a class wants to have in the hand.

It says no more than the city's page, and so little that it prints on one page of A4 or Letter. The
test of that (`tests/browser/test_paper.py`) holds the numbers below.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from cities import goals
from cities.calendar.coming import next_meeting, next_meetings
from cities.city_facts import city_facts
from cities.city_texts import city_texts
from cities.history import figures, timeline
from cities.history.newest import newest
from cities.models import City
from cities.overview import required_overview, until_midnight
from editorial.cache.decorators import public_page
from editorial.previews.draft import draft_on
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.qr_code import drawing_of
from editorial.web.redirects import redirect_or_404
from editorial.web.rendering import Crumb, absolute, home_crumb, render_public
from pages.anniversaries import next_anniversary

LAST_EVENTS = 5
MOST_GOALS = 6


@shows_only
@public_page(valid_until=until_midnight)
def city_brief(request, slug):
    """Greeting, facts, how it began, the last events, the goals, what comes next, whom to ask."""
    overview, draft = required_overview(request), draft_on(request)
    city, home = overview.partner(slug), overview.home
    if city is None:
        return redirect_or_404(request, City, slug)
    today = home.today()
    events = newest(draft, today, city=city)
    held = [event for event in timeline.dated(events.past) if figures.took_place(event)]
    last = held[-LAST_EVENTS:]
    ahead = [event for event in events.coming if not event.is_off]
    name, path = localized(city, "name"), city.get_absolute_url()
    return render_public(
        request,
        "pages/brief.html",
        {
            "city": city,
            **city_texts(city, home),
            **city_facts(city, home, today),
            "last": timeline.rows(last, home),
            "relationship_goals": goals.of_relationship(city, events.all_past, draft)[:MOST_GOALS],
            "coming": timeline.rows(ahead[:1], home),
            "anniversary": next_anniversary([city], today),
            "meeting": next_meeting(next_meetings(draft, home, today)),
            "page_url": absolute(request, path),
            "qr": drawing_of(absolute(request, path)),
        },
        title=name,
        description=_("%(city)s on one sheet: greeting, facts, history, goals, what comes next.")
        % {"city": name},
        breadcrumbs=[
            home_crumb(),
            Crumb(_("Cities"), reverse("cities:city_list")),
            Crumb(name, path),
            Crumb(_("On one sheet")),
        ],
        root=city,
        shown=last,
        path=path,
    )
