"""What is new, as Atom: whatever was published last, in the reader's language."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from cities.dates.honest_date import HonestDate, Unit
from cities.models import City, Event, Goal
from cities.models.lasting_name import lasting_name
from cities.overview import until_midnight
from editorial.cache.decorators import public_page
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.rendering import absolute
from pages import extensions
from pages.extensions import Told
from pages.frame import frame_of
from pages.models import Page

MOST_ITEMS = 30
# Of each kind the text that tells most in few words.
SUMMARIES = {Event: "text", City: "description", Goal: "sentence", Page: "lede"}


class News(Feed):
    """The newest publications. An entry keeps its name for ever, whatever its address becomes."""

    feed_type = Atom1Feed

    def get_object(self, request):
        """Return the request: addresses are made full by it."""
        return request

    def title(self, request):
        """Return the name of the program, with what the feed is of."""
        site = frame_of(request).site
        name = str(localized(site, "program_name")) if site else _("Our sister cities")
        return _("%(program)s: what is new") % {"program": name}

    def link(self, request):
        """Return the address of the home page."""
        return absolute(request, f"/{languages.current()}/")

    def feed_url(self, request):
        """Return the feed's own address."""
        return absolute(request, reverse("news"))

    def feed_guid(self, request):
        """Return what the feed is known by."""
        return self.feed_url(request)

    def items(self, request):
        """List `(Told, request)` of what was published last in this language, the newest first."""
        stamp = languages.column("live_at", languages.current())
        found = extensions.news()
        for model in SUMMARIES:
            rows = model.objects.filter(**{f"{stamp}__isnull": False}).select_related("entry")
            if model is City:
                rows = rows.partners()
            if model is Event:
                rows = rows.select_related("postponed_to__entry")
            found += [_told(row) for row in rows.order_by(f"-{stamp}", "-pk")[:MOST_ITEMS]]
        found.sort(key=lambda told: told.changed, reverse=True)
        return [(told, request) for told in found[:MOST_ITEMS]]

    def item_title(self, item):
        """Return its title, with the word where it is cancelled or postponed."""
        row = item[0].row
        title = str(localized(row, row.title_field))
        if isinstance(row, Event) and row.cancelled:
            return _("Cancelled: %(title)s") % {"title": title}
        if isinstance(row, Event) and row.postponed_to_id:
            return _("Postponed: %(title)s") % {"title": title}
        return title

    def item_description(self, item):
        """Return its text, after the date of an event."""
        return item[0].text

    def item_link(self, item):
        """Return the full address of its page."""
        told, request = item
        return absolute(request, told.row.get_absolute_url())

    def item_guid(self, item):
        """Return its name: it says nothing of its address."""
        return lasting_name(item[0].row.entry_id)

    def item_pubdate(self, item):
        """Return when it was published last."""
        return timezone.localtime(item[0].changed)

    item_updateddate = item_pubdate


def _told(row):
    text = str(localized(row, SUMMARIES[type(row)]))
    if isinstance(row, Event):
        text = ". ".join(filter(None, [row.when(), _new_date(row), text]))
    return Told(row, text, localized(row, "live_at").value)


def _new_date(event):
    """Say for which day an event was planned first, or when it takes place instead."""
    if event.postponed_to_id and event.postponed_to.is_visible(languages.current()):
        when = event.postponed_to.when()
        return _("Now: %(date)s") % {"date": when} if when else ""
    if event.moved_from:
        first = HonestDate(event.moved_from, Unit.DAY).text()
        return _("First planned for %(date)s") % {"date": first}
    return ""


@shows_only
@public_page(valid_until=until_midnight)
def news(request):
    """What is new."""
    return News()(request)
