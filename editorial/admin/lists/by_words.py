"""A list of rows that belong to no entry, searched by what they say."""

from editorial.search import finding


class FoundByItsWords:
    """For the `ModelAdmin` of a `FoundByWords`: its list is searched in every language."""

    search_fields = ["search_words"]

    def get_search_results(self, request, queryset, search_term):
        """Find what holds all words, in any case, with or without accents."""
        return finding.holding(queryset, search_term) if search_term else queryset, False
