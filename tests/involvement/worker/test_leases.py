"""The lease over all machines: one holds it, until it gives it back or gives no sign of life."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from involvement.models import Lease
from involvement.worker import leases
from involvement.worker.leases import Hold


def make_over(name):
    """Let the time of a lease be over."""
    Lease.objects.filter(name=name).update(until=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_one_holds_it_and_may_prolong_it():
    assert leases.take("mail", "first")
    assert not leases.take("mail", "second")
    assert leases.take("mail", "first")

    row = Lease.objects.get()
    assert (row.name, row.holder) == ("mail", "first")
    assert abs(row.until - timezone.now() - leases.LENGTH) < timedelta(seconds=10)


@pytest.mark.django_db
def test_leases_of_other_names_do_not_matter():
    assert leases.take("mail", "first")
    assert leases.take("daily", "second")


@pytest.mark.django_db
def test_who_gives_no_sign_of_life_loses_it():
    leases.take("mail", "first")
    make_over("mail")

    assert leases.take("mail", "second")
    assert not leases.take("mail", "first")


@pytest.mark.django_db
def test_what_is_given_back_is_free_at_once_but_only_its_holder_can():
    leases.take("mail", "first")

    leases.release("mail", "second")
    assert not leases.take("mail", "second")

    leases.release("mail", "first")
    assert leases.take("mail", "second")


@pytest.mark.django_db
def test_something_daily_is_due_once_a_day():
    day = timedelta(days=1)

    assert leases.is_due("daily", day)
    assert not leases.is_due("daily", day)

    make_over("daily")
    assert leases.is_due("daily", day)

    leases.put_off("daily", timedelta(hours=-1))
    assert leases.is_due("daily", day)


@pytest.mark.django_db
def test_a_hold_asks_the_database_only_now_and_then(django_assert_num_queries):
    hold = Hold("mail")
    assert not hold.is_ours
    assert hold.keep()

    with django_assert_num_queries(0):
        assert hold.keep()
        assert hold.is_ours


@pytest.mark.django_db
def test_a_hold_ends_by_its_own_clock_and_can_be_lost():
    hold = Hold("mail", timedelta(milliseconds=50))
    assert hold.keep()
    time.sleep(0.06)
    assert not hold.is_ours

    leases.take("mail", "another")

    assert not hold.keep()


@pytest.mark.django_db
def test_giving_back_what_one_does_not_hold_takes_it_from_nobody():
    leases.take("mail", "another")
    hold = Hold("mail")
    assert not hold.keep()

    hold.give_back()

    assert not leases.take("mail", "third")


@pytest.mark.django_db(transaction=True)
def test_a_hold_is_kept_while_its_owner_waits_for_somebody_else():
    hold = Hold("mail", timedelta(seconds=1.5))
    assert hold.keep()

    with hold.kept():
        time.sleep(2.2)
        assert hold.is_ours
        assert not leases.take("mail", "another")


@pytest.mark.django_db(transaction=True)
def test_a_hold_that_was_lost_meanwhile_is_noticed():
    hold = Hold("mail", timedelta(seconds=0.6))
    hold.keep()

    with hold.kept():
        Lease.objects.update(holder="another", until=timezone.now() + timedelta(minutes=1))
        time.sleep(0.5)
        assert not hold.is_ours


@pytest.mark.django_db(transaction=True)
def test_of_many_that_try_at_once_one_gets_it():
    taken, gate = [], threading.Barrier(8)

    def attempt(number):
        gate.wait()
        try:
            if leases.take("mail", f"machine {number}"):
                taken.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == 1
    assert Lease.objects.get().holder == f"machine {taken[0]}"
