"""The number of the last change that the public can see. It tells when cached pages are stale."""

from functools import cache

from django.apps import apps
from django.db import connection, models, transaction

# Where `editorial.cache.wsgi` leaves the number for the view, among the variables of a request.
# A client cannot set it: what it sends begins with "HTTP_".
ENVIRON_KEY = "editorial.content_version"


def current():
    """Read the number; 0 when nothing was published yet.

    This runs for every request of a page, also where Django sees no request and therefore does
    not look after its connections. So this does it: it drops a connection that broke or is past
    CONN_MAX_AGE. What is left open belongs to the thread, as within a request.

    Raises `django.db.Error` when the database does not answer or has no tables yet.
    """
    if not connection.in_atomic_block:  # A test holds one open around its requests.
        connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        cursor.execute(question())
        row = cursor.fetchone()
    return row[0] if row else 0


def of(request):
    """Return the number that was current before a request read anything, read once a request.

    Raises `django.db.Error` as `current` does.
    """
    if ENVIRON_KEY not in request.META:
        request.META[ENVIRON_KEY] = current()
    return request.META[ENVIRON_KEY]


def raise_version():
    """Count one more change, in the transaction that makes the change visible.

    Outside a transaction a reader could store the old text under the new number, so that raises
    TransactionManagementError.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "raise_version() belongs into the transaction of the change itself."
        )
    model = apps.get_model("editorial", "ContentVersion")
    row = model.objects.filter(pk=1)
    if not row.update(number=models.F("number") + 1):
        model.objects.get_or_create(pk=1, defaults={"number": 0})
        row.update(number=models.F("number") + 1)


@cache
def question():
    """Return the query as SQL: the ORM would take ten times as long as the database."""
    table = apps.get_model("editorial", "ContentVersion")._meta.db_table
    return f"SELECT number FROM {connection.ops.quote_name(table)} WHERE id = 1"  # noqa: S608 (constant names)
