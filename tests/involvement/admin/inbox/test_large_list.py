"""The inbox with a hundred thousand submissions: as many queries as with ten, and quick."""

import itertools
import sys
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from involvement.enums import Kind
from involvement.models import Export, Submission
from involvement.records import kept_exports
from involvement.submissions import exported_files
from tests.builders import make_city, make_goal
from tests.involvement.admin.inbox.inbox_client import INBOX, coordinator
from tests.submissions import make_form

pytestmark = [pytest.mark.proof, pytest.mark.alone, pytest.mark.django_db]

MANY = 100_000
TEXT = "I would like to help with visits from the partner city. " * 12
STATES = ["new", "answered", "closed", "closed", "closed", "waiting", "withdrawn", "assigned"]
MEGABYTE = 1024 * 1024

PAGES = {
    "to do": INBOX,
    "all": f"{INBOX}?state=all",
    "the last page": f"{INBOX}?state=all&page=200",
    "one kind": f"{INBOX}?state=all&kind=hosting",
    "overdue": f"{INBOX}?wait=overdue",
    "more than 30 days": f"{INBOX}?wait=30",
    "one language, mine": f"{INBOX}?state=all&language=uk&assigned=me",
    "closed": f"{INBOX}?state=closed",
    "the admin's first page": "/admin/",
}


def fill(number, cities, goals, user):
    """Store so many submissions of the last three years."""
    now, apart = timezone.now(), timedelta(days=3 * 365) / number
    kinds, states = itertools.cycle(Kind.values), itertools.cycle(STATES)
    rows = (
        Submission(
            form_nonce=uuid.uuid4(),
            kind=next(kinds),
            state=(state := next(states)),
            language=["en", "uk", "ja"][count % 3],
            written_in="en",
            age_band="adult",
            name=f"Larysa Writer {count}",
            email=f"larysa{count}@example.org",
            message=TEXT,
            fingerprint=uuid.uuid4().hex,
            city=cities[count % len(cities)].entry,
            goal=goals[count % len(goals)].entry,
            received_at=(received := now - apart * count),
            last_activity_at=received,
            answer_by=timezone.localdate(received) + timedelta(days=14),
            assigned_to=user if state == "assigned" else None,
        )
        for count in range(number)
    )
    while batch := list(itertools.islice(rows, 5000)):
        Submission.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def look(client, url):
    """Open a page; return the number of its queries and the seconds that it took."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        began = time.perf_counter()
        assert client.get(url).status_code == 200
        took = time.perf_counter() - began
    return len(captured), took


def search(client, words):
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as captured:
        response = client.post(INBOX, {"q": words})
    return len(captured), len(response.context["rows"]), time.perf_counter() - began


def test_a_hundred_thousand_cost_as_many_queries_as_ten(client, capsys):
    user = coordinator()
    client.force_login(user)
    make_form()
    cities = [make_city(name=name) for name in ("North", "South", "East")]
    goals = [make_goal(name=name) for name in ("Peace", "Trade")]
    urls = {**PAGES, "one city": f"{INBOX}?state=all&city={cities[0].entry.pk}"}
    fill(10, cities, goals, user)
    few = {name: look(client, url)[0] for name, url in urls.items()}
    few_found = search(client, "Larysa Writer 7")[0]
    Submission.objects.all().delete()

    fill(MANY, cities, goals, user)
    many = {name: look(client, url) for name, url in urls.items()}
    found = {
        words: search(client, words)
        for words in ("Larysa Writer 77777", "larysa99999@example.org", "4K7M-92QX")
    }

    say(
        capsys,
        f"{MANY:,} submissions on {connection.vendor}:",
        *(
            f"  {name}: {queries} queries, {took * 1000:.0f} ms"
            for name, (queries, took) in many.items()
        ),
        *(
            f"  search for {words!r}: {queries} queries, {rows} found, {took * 1000:.0f} ms"
            for words, (queries, rows, took) in found.items()
        ),
    )
    assert {name: queries for name, (queries, _took) in many.items()} == few
    assert max(queries for queries, _rows, _took in found.values()) <= few_found
    assert [rows for _queries, rows, _took in found.values()] == [1, 1, 0]
    # Generous, for machines that do much else at the same time.
    assert max(took for _queries, took in many.values()) < 3


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_of_a_hundred_thousand_needs_little_memory(client, capsys, form):
    user = coordinator()
    client.force_login(user)
    fill(MANY, [make_city()], [make_goal()], user)
    client.post(f"{INBOX}?state=waiting", {"which": "all", "export": form})
    kept_exports.make_next()

    before = peak_memory(reset=True)
    began = time.perf_counter()
    client.post(f"{INBOX}?state=all", {"which": "all", "export": form})
    asked = time.perf_counter() - began
    kept_exports.make_next()
    took = time.perf_counter() - began
    grown = (peak_memory() - before) / MEGABYTE

    size = exported_files.path_of(Export.objects.latest("pk").file).stat().st_size
    say(
        capsys,
        f"{form} of {MANY:,} on {connection.vendor}: {size / MEGABYTE:.0f} MB in {took:.1f} s,"
        f" asked for in {asked:.1f} s, {grown:.0f} MB of memory",
    )
    assert size > 10 * MEGABYTE or form == "xlsx"
    # The keys and numbers of all rows, and one chunk of rows at a time.
    assert grown < 80


def say(capsys, *lines):
    """Print the figures, also when the test passes."""
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")


def peak_memory(*, reset=False):
    """Return the most memory that this process has held, in bytes; with `reset`, from now on."""
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("Only Linux tells the peak of a process from any moment on.")
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    (line,) = [
        line
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith("VmHWM")
    ]
    return int(line.split()[1]) * 1024
