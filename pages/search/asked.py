"""What somebody asks of the search: words, a kind of hits, the number of a page."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from editorial.search import findable
from editorial.search.visitors import ENOUGH
from editorial.text.characters import composed

# Longer than any name; what comes behind is not read.
LONGEST = 120
ON_A_PAGE = 20
MOST_PAGES = ENOUGH // ON_A_PAGE


@dataclass(frozen=True)
class Asked:
    """What an address asks; whatever is no sense in it is left out.

    - `query`: as typed, on one line;
    - `kind`: one of `findable.names()`, or "";
    - `page`: from 1 to `MOST_PAGES`.
    """

    query: str = ""
    kind: str = ""
    page: int = 1

    @classmethod
    def by(cls, request):
        """Read it from the address of a request."""
        words = composed(request.GET.get("q", "")[:LONGEST]).replace("\0", " ")
        kind, page = request.GET.get("kind", ""), request.GET.get("page", "")
        # No page has so many figures, and Python reads no number of thousands.
        page = page[:6] if page.isdecimal() else ""
        return cls(
            " ".join(words.split()),
            kind if kind in findable.names() else "",
            min(int(page or 1) or 1, MOST_PAGES),
        )

    @property
    def url(self):
        """Return the address that asks this, in the reader's language."""
        values = {"q": self.query, "kind": self.kind, "page": self.page if self.page > 1 else ""}
        return f"{reverse('pages:search')}?{urlencode({k: v for k, v in values.items() if v})}"

    def url_with(self, **other):
        """Return the address that asks the same but for these; on the first page unless named."""
        return replace(self, **{"page": 1, **other}).url
