"""The list itself: it loads what it shows, and reads where all of its rows stand at once."""

from django.contrib.admin.views.main import ChangeList

from editorial.admin.lists.standing import last_change, standings
from editorial.registry import fact_fields

_OF_PERSON = ("username", "first_name", "last_name")
_OF_ENTRY = ("label", "changed_at", "original_language", "kind", "deleted_at", "object_pk")


class ContentChangeList(ChangeList):
    """Rows of content. Texts are not loaded: a row in seven languages has a hundred columns."""

    def get_queryset(self, request, exclude_parameters=None):
        """Load the facts of the rows and the names of their entries, of the lists alone."""
        rows = super().get_queryset(request, exclude_parameters)
        facts = [field.name for field in fact_fields(self.model)]
        columns = [f"entry__{name}" for name in _OF_ENTRY]
        columns += [f"entry__changed_by__{name}" for name in _OF_PERSON]
        return rows.select_related("entry__changed_by").only("pk", *facts, *columns)

    def get_results(self, request):
        """Read one page of rows with where they stand."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        entries = [self.entry_of(row) for row in self.result_list]
        standing = standings([entry.pk for entry in entries], request.user)
        for row, entry in zip(self.result_list, entries, strict=True):
            row.standing = standing[entry.pk]
            row.last_change_html = last_change(entry, request.user)

    def entry_of(self, row):
        """Return the entry of a row."""
        return row.entry


class EntryChangeList(ContentChangeList):
    """Entries of every kind."""

    def get_queryset(self, request, exclude_parameters=None):
        """Load entries; they have no texts."""
        return ChangeList.get_queryset(self, request, exclude_parameters)

    def entry_of(self, row):
        """Return the row: it is the entry."""
        return row
