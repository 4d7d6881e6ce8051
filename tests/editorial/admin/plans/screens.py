"""The screens of time, filled in as a browser without JavaScript does."""

import datetime
import zoneinfo

from django.urls import reverse
from django.utils import timezone

from tests.builders import make_page
from tests.html_forms import filled, forms_of

HOME = zoneinfo.ZoneInfo("America/Denver")


def there(at):
    """Return what the form holds for a moment by the clock of the home city."""
    local = at.astimezone(HOME)
    return {"day": f"{local:%Y-%m-%d}", "clock": f"{local:%H:%M}"}


def in_three_days():
    """Return nine in the morning in the home city, three nights from now."""
    day = timezone.now().astimezone(HOME).date() + datetime.timedelta(days=3)
    return datetime.datetime.combine(day, datetime.time(9), tzinfo=HOME)


def address(name, entry):
    """Return the address of a screen about an entry."""
    return reverse(f"admin:{name}", args=[entry.pk])


def open_form(client, url):
    """Return what the form with a time would send if nothing were changed on it."""
    response = client.get(url)
    assert response.status_code == 200
    (form,) = [f for f in forms_of(response) if "time__form" in (f.get("class") or "")]
    return filled_with_several(form)


def filled_with_several(form):
    """Return what a form would send; of ticks with one name all that are set."""
    data = filled(form)
    ticks = {}
    for control in form.iter("input"):
        if control.get("type") == "checkbox" and "checked" in control.attrib:
            ticks.setdefault(control.get("name"), []).append(control.get("value"))
    return {**data, **ticks}


def send(client, url, **values):
    """Open a form, change some of it, and send it."""
    return client.post(url, {**open_form(client, url), **values})


def said(response, client):
    """List the messages on the page that a response leads to."""
    page = client.get(response.headers["Location"])
    return [str(message) for message in page.context["messages"]]


def readable_page(**values):
    """Make a page that may go public: it has something to read."""
    return make_page(**{"lede": "What it is about.", **values})
