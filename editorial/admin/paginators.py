"""Pages of a list that may be very long: it is counted only as far as anybody turns pages."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class CappedPaginator(Paginator):
    """A paginator that stops counting at `most` rows and has no pages behind them.

    What lies behind is found by narrowing the list.
    """

    most = 10_000

    @cached_property
    def count(self):
        """Return the number of rows, `most` at the most."""
        return min(self._counted, self.most)

    @property
    def is_capped(self):
        """Return whether there are more rows than were counted."""
        return self._counted > self.most

    @cached_property
    def _counted(self):
        return self.object_list.order_by()[: self.most + 1].count()
