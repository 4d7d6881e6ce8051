"""The content version: one row, raised by every publication, in its transaction."""

import pytest
from django.db import connections, transaction

from editorial import contentversion
from editorial.models import ContentVersion


@pytest.mark.django_db
def test_the_number_rises_from_nothing():
    ContentVersion.objects.all().delete()
    assert contentversion.current() == 0

    contentversion.raise_version()
    first = contentversion.current()
    contentversion.raise_version()

    assert first > 0
    assert contentversion.current() == first + 1
    assert ContentVersion.objects.get().number == first + 1


@pytest.mark.django_db
def test_reading_costs_one_query_and_raising_one(django_assert_num_queries):
    contentversion.raise_version()

    with django_assert_num_queries(1):
        contentversion.current()
    with django_assert_num_queries(1):
        contentversion.raise_version()


@pytest.mark.django_db(transaction=True)
def test_the_number_belongs_to_the_transaction_of_the_change():
    before = contentversion.current()

    with pytest.raises(transaction.TransactionManagementError):
        contentversion.raise_version()
    with transaction.atomic():
        contentversion.raise_version()
        transaction.set_rollback(True)

    assert contentversion.current() == before


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_broke_is_dropped_before_reading(monkeypatch):
    database = connections["default"]
    dropped = []
    contentversion.current()
    monkeypatch.setattr(database, "errors_occurred", True)
    monkeypatch.setattr(database, "is_usable", lambda: False)
    monkeypatch.setattr(database, "close", lambda: dropped.append(True))

    contentversion.current()

    assert dropped
