"""The content version: one row, raised by every publication, in its transaction."""

import pytest
from django.db import connections, transaction

from editorial.cache import version as content_version
from editorial.models import ContentVersion


@pytest.mark.django_db
def test_the_number_rises_from_nothing():
    ContentVersion.objects.all().delete()
    assert content_version.current() == 0

    content_version.raise_version()
    first = content_version.current()
    content_version.raise_version()

    assert first > 0
    assert content_version.current() == first + 1
    assert ContentVersion.objects.get().number == first + 1


@pytest.mark.django_db
def test_reading_costs_one_query_and_raising_one(django_assert_num_queries):
    content_version.raise_version()

    with django_assert_num_queries(1):
        content_version.current()
    with django_assert_num_queries(1):
        content_version.raise_version()


@pytest.mark.django_db(transaction=True)
def test_the_number_belongs_to_the_transaction_of_the_change():
    before = content_version.current()

    with pytest.raises(transaction.TransactionManagementError):
        content_version.raise_version()
    with transaction.atomic():
        content_version.raise_version()
        transaction.set_rollback(True)

    assert content_version.current() == before


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_dropped_before_reading(monkeypatch):
    database = connections["default"]
    dropped = []
    content_version.current()
    monkeypatch.setattr(database, "errors_occurred", True)
    monkeypatch.setattr(database, "is_usable", lambda: False)
    monkeypatch.setattr(database, "close", lambda: dropped.append(True))

    content_version.current()

    assert dropped
