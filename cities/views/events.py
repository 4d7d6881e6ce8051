"""The page of an event."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cities import structured_data
from cities.history import timeline
from cities.history.events import beside, event_at
from cities.history.pages import place_of
from cities.models import Event
from cities.overview import required_overview, until_midnight
from editorial.cache.decorators import public_page
from editorial.previews.draft import draft_on
from editorial.text.localized import Text, localized
from editorial.web.methods import shows_only
from editorial.web.redirects import redirect_or_404
from editorial.web.rendering import Crumb, home_crumb, render_public

# Of a description; search engines show half of it.
MOST_LETTERS = 300


@shows_only
@public_page(valid_until=until_midnight)
def event(request, slug):
    """One event: everything about it, its sources, how to cite it, and what stands beside it."""
    overview, draft = required_overview(request), draft_on(request)
    found = event_at(slug, draft)
    if found is None:
        return redirect_or_404(request, Event, slug)
    before, after = beside(found, draft)
    row = timeline.row(found, overview.home)
    title = localized(found, "title")
    is_coming = found.is_coming(overview.home.today())
    above = Crumb(_("Coming"), reverse("cities:coming"))
    if not is_coming:
        above = Crumb(_("History"), reverse("cities:history"))
    return render_public(
        request,
        "cities/event_detail.html",
        {
            "row": row,
            "changed": _last_change(found),
            "before": before,
            "after": after,
            "history_url": place_of(found),
            "file_url": _file_url(found) if is_coming else "",
        },
        title=title,
        description=_description(row),
        breadcrumbs=[home_crumb(), above, Crumb(title)],
        root=found,
        shown=timeline.told_by([found]),
        json_ld=structured_data.events(request, [found], overview.home),
    )


def _description(row):
    """Return its date, its title and as much of its text as search engines show."""
    told = _("%(date)s: %(title)s") % {"date": row.when, "title": row.title}
    words = f"{told}. {row.text}" if row.text else told
    return Text(Truncator(words).chars(MOST_LETTERS), row.title.language)


def _file_url(found):
    """Return the address of its file for calendars; "" where the day is not known."""
    return reverse("cities:event_file", args=[found.slug]) if found.is_dated_to_the_day else ""


def _last_change(found):
    """Return when the language that is shown was last published."""
    return localized(found, "live_at").value or None
