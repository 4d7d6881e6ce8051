"""What every list of content has in common: its columns, filters, search and what bulk does."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from editorial.admin.bulk.actions import BulkActions
from editorial.admin.lists.changelist import ContentChangeList
from editorial.admin.lists.filters import LacksSelect, PersonSelect, StateTabs, TimeSelect
from editorial.admin.paginators import CappedPaginator
from editorial.search import finding

# What narrowing a list anew keeps: the tab and the order, and whether it is a window of its own.
_KEPT = ("state", "o", "_popup", "_to_field")


class ContentList(BulkActions):
    """Admin of a list of roots. Subclasses say in `list_display` what comes before the state."""

    change_list_template = "admin/lists/change_list.html"
    list_display = ["label"]
    list_display_links = None
    list_per_page = 50
    list_max_show_all = 200
    paginator = CappedPaginator
    show_full_result_count = False
    # What a search goes through is decided by `get_search_results`; Django asks that there be one.
    search_fields = ["entry__label"]

    def get_changelist(self, request, **kwargs):
        """Return the class of the list."""
        return ContentChangeList

    def changelist_view(self, request, extra_context=None):
        """Hand over what the form that narrows the list has to keep: state and order."""
        keep = [(name, request.GET[name]) for name in _KEPT if name in request.GET]
        return super().changelist_view(request, {"narrow_keep": keep, **(extra_context or {})})

    def get_list_display(self, request):
        """Say of each row where it stands and who changed it last."""
        return [*super().get_list_display(request), "state", "seven", "last_change"]

    def get_list_filter(self, request):
        """Let every list be narrowed by state, language, person and time."""
        return [
            StateTabs,
            *super().get_list_filter(request),
            LacksSelect,
            PersonSelect,
            TimeSelect,
        ]

    def get_search_results(self, request, queryset, search_term):
        """Find rows by everything that is written about them, in every language."""
        if not search_term.strip():
            return queryset, False
        kind = ContentType.objects.get_for_model(self.model)
        return finding.narrowed(queryset, search_term, "entry", kind=kind), False

    @admin.display(description=_("name"), ordering="entry__label")
    def label(self, root):
        """Name it by its working title, with a link to its form and a line about it."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return titled(reverse(name, args=[root.pk]), root.entry, self.meta(root))

    def meta(self, root):
        """List what stands under its name, in a few words each."""
        return []

    @admin.display(description=_("state"))
    def state(self, root):
        """Say whether it is public, and what is open about it."""
        return root.standing.states_html()

    @admin.display(description=_("languages"))
    def seven(self, root):
        """Say how many of the languages are complete, and hidden what lacks."""
        return root.standing.languages_html()

    @admin.display(description=_("last change"), ordering="entry__changed_at")
    def last_change(self, root):
        """Say when it was changed last, and by whom."""
        return root.last_change_html


def titled(url, name, meta=()):
    """Return a linked name with a line of words under it, as HTML; "" links nowhere."""
    link = format_html('<a href="{}">{}</a>', url, name) if url else format_html("{}", name)
    words = [word for word in meta if word]
    if not words:
        return link
    spans = format_html_join(" ", "<span>{}</span>", ((word,) for word in words))
    return format_html('{}<span class="meta">{}</span>', link, spans)
