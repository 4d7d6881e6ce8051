"""Links to the form from pages of other apps."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def write_url(context, kind="", city=None, goal=None):
    """Return the address of the form, with what it is about chosen already; no query.

    Where the form is not open it is the page on taking part, or "" when there is none; "" as well
    for a kind that staff have closed, so that nobody is invited to it.
    """
    if context["flags"].get(f"{kind}_is_closed"):
        return ""
    if not context["flags"].get("form_is_open"):
        return context["take_part_url"]
    about = {"kind": kind, "city": city.slug if city else "", "goal": goal.slug if goal else ""}
    query = urlencode({name: value for name, value in about.items() if value})
    address = reverse("involvement:write")
    return f"{address}?{query}" if query else address
