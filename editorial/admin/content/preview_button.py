"""What the button "Preview" of a content form is told: where to send what was typed."""

from django.urls import reverse

from editorial.previews.places import has_places
from editorial.registry import kind_of
from editorial.text import languages

# A key that no row has: that of what was never saved.
NO_KEY = 0


def about_preview(model, editing):
    """Return the values of the button; none for what has no page."""
    if not has_places(model):
        return {}
    if editing.entry is None:
        action = reverse("admin:preview_new", args=[kind_of(model).label])
        row, links = model(pk=NO_KEY), {}
    else:
        action = reverse("admin:preview_typed", args=[editing.entry.pk])
        row = editing.working_copy().root
        links = {"preview_links_url": reverse("admin:preview_links", args=[editing.entry.pk])}
    # Where on a longer page it stands, such as an event in the history.
    anchor = getattr(row, "anchor", "")
    return {
        "preview_action": f"{action}#{anchor}" if anchor else action,
        "preview_languages": [
            {"code": code, "name": languages.own_name(code), "tag": languages.tag(code)}
            for code in languages.at_desk()
        ],
        **links,
    }
