"""The library as a list: tiles, tabs with their numbers, a search."""

from functools import reduce
from operator import and_

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editorial.admin.pictures import tiles
from editorial.models import Picture
from editorial.revisions.picture_uses import is_used, lacks_text, uses_of
from editorial.text.folding import fold

DELETED = "deleted"
_THERE, _OFF = Q(deleted_at=None), Q(removed_at__isnull=False)


class PictureTabs(admin.SimpleListFilter):
    """How pictures stand, as tabs with their numbers. The first leaves out what was deleted."""

    title = _("state")
    parameter_name = "state"
    template = "admin/lists/tabs.html"
    is_tabs = True
    words = {
        "": _("All"),
        "used": _("Used"),
        "unused": _("Not used"),
        "lacks": _("Needs a text"),
        "off": _("Off the web"),
        DELETED: _("Deleted"),
    }

    def lookups(self, request, model_admin):
        """List the states, and count the pictures behind each before anything is rendered."""
        self.counts = Picture.objects.aggregate(
            **{f"n_{value}": Count("pk", filter=_condition(value)) for value in self.words}
        )
        return [(value, words) for value, words in self.words.items() if value]

    def choices(self, changelist):
        """Yield the tabs with the number of pictures behind each."""
        for value, words in self.words.items():
            query = {self.parameter_name: value} if value else {}
            remove = ["p"] if value else [self.parameter_name, "p"]
            yield {
                "selected": (self.value() or "") == value,
                "query_string": changelist.get_query_string(query, remove),
                "display": format_html(
                    '{} <span class="tabs__count">{}</span>', words, self.counts[f"n_{value}"]
                ),
            }

    def queryset(self, request, queryset):
        """Narrow the pictures to a state."""
        return queryset.filter(_condition(self.value() if self.value() in self.words else ""))


def _condition(value):
    match value:
        case "used":
            return _THERE & is_used()
        case "unused":
            return _THERE & ~_OFF & ~is_used()
        case "lacks":
            return _THERE & ~_OFF & lacks_text()
        case "off":
            return _THERE & _OFF
        case "deleted":
            return ~_THERE
    return _THERE


class PictureChangeList(ChangeList):
    """One page of the library, with what is said of each picture."""

    def get_results(self, request):
        """Read one page of pictures, and where they are used."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        uses = uses_of(picture.pk for picture in self.result_list)
        self.tiles = tiles.tiles(self.result_list, uses)


def found(queryset, words):
    """Narrow pictures to those that hold all words, in any case, with and without accents."""
    needles = fold(words).split()
    if not needles:
        return queryset
    return queryset.filter(reduce(and_, (Q(search_words__contains=each) for each in needles)))
