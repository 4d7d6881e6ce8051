"""What is kept of a content version: made once, never beyond its version, never too much of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.utils.translation import get_language, override

from editorial.cache.kept import KEPT, Kept, until_published
from editorial.cache.version import raise_version

# What a short text weighs, pickled.
SHORT = 100


class Maker:
    """Makes another text each time it is asked."""

    def __init__(self, length=SHORT):
        self.length = length
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return f"{self.asked}".ljust(self.length)


def test_a_value_is_made_once_for_each_key():
    store, make = Kept(), Maker()

    seen = [store.get(1, key, make).strip() for key in ("en", "ja", "en", "ja")]

    assert seen == ["1", "2", "1", "2"]


def test_nothing_is_kept_beyond_its_version():
    store, make = Kept(), Maker()
    store.get(1, "menu", make)
    store.get(1, "map", make)

    assert store.get(2, "menu", make).strip() == "3"
    assert store.size < 2 * SHORT
    assert store.get(1, "menu", make).strip() == "4"


def test_what_was_begun_before_a_publication_is_not_kept_after_it():
    store = Kept()

    def make_slowly():
        store.get(2, "menu", lambda: "new")
        return "old"

    assert store.get(1, "menu", make_slowly) == "old"
    assert store.get(2, "menu", Maker()) == "new"


def test_memory_is_bounded_and_what_nobody_asked_for_longest_goes_first():
    store, make = Kept(most_bytes=3 * SHORT), Maker()
    store.get(1, "a", make)
    store.get(1, "b", make)

    store.get(1, "a", make)
    store.get(1, "c", make)

    assert store.size <= 3 * SHORT
    assert store.get(1, "a", make).strip() == "1"
    assert store.get(1, "c", make).strip() == "3"
    assert store.get(1, "b", make).strip() == "4"


def test_what_is_too_heavy_is_made_anew_and_drops_nothing_else():
    store, make, heavy = Kept(most_bytes=3 * SHORT), Maker(), Maker(length=4 * SHORT)
    store.get(1, "a", make)

    store.get(1, "heavy", heavy)
    store.get(1, "heavy", heavy)

    assert heavy.asked == 2
    assert store.get(1, "a", make).strip() == "1"


def test_a_failure_is_not_kept():
    store = Kept()

    with pytest.raises(ZeroDivisionError):
        store.get(1, "menu", lambda: 1 / 0)

    assert store.get(1, "menu", Maker()).strip() == "1"


def test_threads_that_read_different_versions_get_their_own():
    store, together = Kept(most_bytes=5 * SHORT), Barrier(8)

    def read(number):
        if number < 8:
            together.wait()
        version, key = number % 3, number % 7
        text = f"{version}/{key}".ljust(SHORT)
        return store.get(version, key, lambda: text) == text

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(600)))
    assert store.size <= 5 * SHORT


# --- With a request and the database ----------------------------------------------------------


def language_and(word):
    return f"{word} {get_language()} {next(counted)}"


counted = iter(range(10_000))


def ask(word="menu"):
    return until_published(RequestFactory().get("/"), language_and, word)


@pytest.mark.django_db(transaction=True)
def test_a_publication_ends_it_and_each_language_and_argument_has_its_own():
    first = ask()
    with override("ja"):
        japanese = ask()
        assert ask() == japanese
    other = ask("map")

    assert (ask(), ask("map")) == (first, other)
    assert len({first, japanese, other}) == 3
    with transaction.atomic():
        raise_version()
    assert ask() not in {first, japanese, other}


@pytest.mark.django_db(transaction=True)
def test_a_request_that_read_its_version_before_a_publication_gets_nothing_newer_kept():
    early = RequestFactory().get("/")
    before = until_published(early, language_and, "menu")
    with transaction.atomic():
        raise_version()
    after = ask()

    assert until_published(early, language_and, "menu") not in {before, after}
    assert ask() != before


@pytest.mark.django_db
def test_within_a_transaction_nothing_is_kept_and_nothing_taken():
    assert ask() != ask()
    assert KEPT.size == 0
