"""Measure the search over 10,000 events in seven languages (part of `make bench`).

In process, on the seed content with events and their sources added to it; nothing of a result is
cached. Prints one Markdown table: a rare word, one that every event holds in every language, a
place, a name in characters, a slip, and nothing at all. It is SQLite, or the empty PostgreSQL that
`--database` names: `.ci/with-postgres sh -c 'python benchmarks/search.py --database
"$TEST_POSTGRES_URL"'`.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.parse import quote

# Run as a script, this folder's parent is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.server import environment, prepare

EVENTS = 10_000
TIMES = 5
# What `many_events` writes into every event, and what none holds.
QUERIES = ["group 4321", "visitors", "mayor library tree", "libarry", "nowhere"]


def main():
    """Make the site, let it grow, ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES, help="for each query (default: 5)")
    parser.add_argument("--events", type=int, default=EVENTS, help="in the record (10,000)")
    parser.add_argument("--database", help="the address of an empty PostgreSQL (default: SQLite)")
    arguments = parser.parse_args()
    more = {"DATABASE_URL": arguments.database} if arguments.database else {}
    with tempfile.TemporaryDirectory(prefix="benchmark-") as data_dir:
        prepare(data_dir, **more)
        os.environ |= environment(data_dir, **more)
        import django

        django.setup()
        print_table(arguments.events, max(arguments.times, 1))


def print_table(events, times):
    """Print a line for each query: results, and milliseconds by the clock and of the processor."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    from benchmarks.growth import ask
    from benchmarks.many_events import add_events
    from cities.models import City, Event, LocalName

    application = get_wsgi_application()
    add_events(max(events - Event.objects.count(), 0), until=City.objects.home().today())
    city = City.objects.partners().order_by("pk").first()
    names = [city.name, LocalName.objects.filter(city=city).first().name[:2]]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # As it does by itself from time to time.
    name = connection.display_name
    print(f"| Search on {name}, {events:,} events in 7 languages | ms | ms of the processor |")
    print("|---|--:|--:|")
    for query in [*QUERIES, *names]:
        path = f"/en/search/?q={quote(query)}"
        ask(application, path)
        clock, processor = [], []
        for _ in range(times):
            begin, begin_processor = time.perf_counter(), time.process_time()
            ask(application, path)
            clock.append(1000 * (time.perf_counter() - begin))
            processor.append(1000 * (time.process_time() - begin_processor))
        print(f"| {query} | {median(clock):.1f} | {median(processor):.1f} |", flush=True)


if __name__ == "__main__":
    main()
