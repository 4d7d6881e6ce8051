"""How many memories were told and how many the office has answered, for public pages.

They are read with the menus and cost no query; a page that is kept tells the number of its day.
"""

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from involvement.enums import Kind
from involvement.models import Submission


def told(language):
    """Return the expression that counts the memories that came in, but for what may be spam."""
    return _number(_memories())


def answered(language):
    """Return the expression that counts those of them that the office has answered."""
    return _number(_memories().filter(answered_at__isnull=False))


def _memories():
    found = Submission.objects.readable().filter(kind=Kind.MEMORY)
    return found.exclude(state=Submission.State.HELD)


def _number(found):
    one = found.order_by().annotate(all=Value(1)).values("all")
    counted = one.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
