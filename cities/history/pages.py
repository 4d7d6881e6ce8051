"""The addresses of the history: its decades, the pages of a long list, and which one counts."""

from urllib.parse import urlencode

from django.urls import reverse

from cities.history.filters import label_of, value_of
from cities.history.record import MOST_ROWS, by_decade
from editorial.previews.draft import NO_DRAFT


def own_path(chosen, number):
    """Return the address that search engines are to know a page by.

    A decade has one of its own, and so have the pages of a list; other choices have none.
    """
    if set(chosen) - {"decade"}:
        return reverse("cities:history")
    path = _path(chosen.get("decade"))
    return f"{path}?page={number}" if number > 1 else path


def shared_path(chosen):
    """Return the address that shows the same choice to whom it is sent; "" without one."""
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{reverse('cities:history')}?{query}" if set(chosen) - {"decade"} else ""


def decade_links(years, chosen, draft=NO_DRAFT):
    """List links to the decades with the number of their events, where one page is too short.

    A preview has no such pages: it prints everything.
    """
    if years.count <= MOST_ROWS or draft is not NO_DRAFT:
        return []
    counts = by_decade(years.past) + by_decade(years.coming)
    return [
        {
            "label": label_of(decade),
            "count": counts[decade],
            "url": _path(value_of(decade)),
            "is_current": chosen == {"decade": value_of(decade)},
        }
        for decade in years.decades()
    ]


def page_links(request, listed):
    """Return the number of a page among others with links to its neighbors; {} for one alone.

    `listed` has a `number` and the number of `pages`.
    """
    if listed.pages == 1:
        return {}
    return {
        "number": listed.number,
        "total": listed.pages,
        "earlier_url": _page_url(request, listed.number - 1) if listed.number > 1 else "",
        "later_url": _page_url(request, listed.number + 1) if listed.number < listed.pages else "",
    }


def place_of(event):
    """Return the address of an event's place in the whole history, on whichever page."""
    return f"{reverse('cities:history')}?event={event.slug}#{event.anchor}"


def more_of(events, **chosen):
    """Say how many of the `Newest` events are printed, and link the history with all; or {}."""
    further = events.coming_count - len(events.coming)
    if not (events.is_cut or further):
        return {}
    return {
        "shown": len(events.past) + len(events.coming),
        "total": len(events.all_past) + events.coming_count,
        "url": f"{reverse('cities:history')}?{urlencode(chosen)}#record",
    }


def _path(decade):
    return reverse("cities:decade", args=[decade]) if decade else reverse("cities:history")


def _page_url(request, number):
    places = ("page", "event", "source")
    query = {name: value for name, value in request.GET.items() if name not in places}
    return f"{request.path}?{urlencode({**query, 'page': number})}#record"
