"""Where the form of taking part is shown, for previews of its draft."""

from django.urls import reverse

from editorial.previews.places import Place
from editorial.text import languages
from editorial.text.localized import localized
from pages.models import Page


def of_form(draft):
    """Its first step, the residents' ideas and the page that lists its choices."""
    form = draft.root
    places = [Place.at(form.get_absolute_url(), localized(form, "title"))]
    if title := localized(form, "ideas_title"):
        places.append(Place.at(reverse("involvement:ideas"), title))
    pages = Page.objects.visible(languages.current()).filter(template=Page.Template.TAKE_PART)
    return [*places, *(Place.at(row.get_absolute_url(), localized(row, "title")) for row in pages)]
