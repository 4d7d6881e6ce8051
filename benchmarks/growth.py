"""Measure how pages grow with the record: 50, 1,000 and 10,000 events (part of `make bench`).

In process, on the seed content with events added to it. Prints one Markdown table.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from wsgiref.util import setup_testing_defaults

# Run as a script, this folder's parent is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.server import HOST, environment, prepare

EVENTS = (50, 1_000, 10_000)
# A report of one of these years is made and published at each size.
YEARS = (1990, 2018, 2023)
TIMES = 5


def main():
    """Make the site, let it grow, measure each page at each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES, help="for each figure (default: 5)")
    times = max(parser.parse_args().times, 1)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as data_dir:
        prepare(data_dir)
        os.environ |= environment(data_dir)
        import django

        django.setup()
        print_table(times)


def print_table(times):
    """Print a line for each page and size: milliseconds cold, after a publication and warm."""
    from django.core.wsgi import get_wsgi_application

    from benchmarks.many_events import add_events
    from cities.models import City, Event, Goal
    from pages.machines.sitemaps import MOST_EVENTS

    application = get_wsgi_application()
    home = City.objects.home()
    city = City.objects.partners().order_by("pk").first().slug
    goal = Goal.objects.order_by("pk").first().slug
    paths = [
        "/en/",
        "/en/history/",
        f"/en/history/?city={city}",
        f"/en/history/?city={city}&goal={goal}",
        "/en/history/1990s/",
        f"/en/cities/{city}/",
        f"/en/cities/{city}/brief/",
        f"/en/goals/{goal}/",
        "/en/events/",
        "/en/sources/",
        "/en/calendar.ics",
        "/en/news.atom",
        "/en/about-us/",
        "/en/site-map/",
        "/sitemap.xml",
        "/data/v1/events.json",
        "/data/v1/events.csv",
        "/data/v1/sources.json",
        "/data/v1/figures.json",
    ]
    print("| Page | events | KB | queries | cold ms | after a publication ms | warm ms |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for size, year in zip(EVENTS, YEARS, strict=True):
        add_events(max(size - Event.objects.count(), 0), until=home.today())
        drafted, made_public = report(year)
        middle = Event.objects.order_by("pk")[Event.objects.count() // 2].pk
        part = f"/sitemap-events-{middle // MOST_EVENTS}.xml"
        for path in [*paths, part, f"/en/reports/{year}/"]:
            kilobytes, queries = weigh(application, path)
            figures = [median(kind(application, path, times)) for kind in (cold, published, warm)]
            cells = [path, f"{size:,}", f"{kilobytes:.0f}", queries]
            cells += [f"{1000 * seconds:.1f}" for seconds in figures]
            print("|", " | ".join(map(str, cells)), "|", flush=True)
        cells = [f"first draft of {year}", f"{size:,}", "", "", f"{1000 * drafted:.1f}", "", ""]
        print("|", " | ".join(cells), "|")
        cells = [f"publication of {year}", f"{size:,}", "", "", f"{1000 * made_public:.1f}", "", ""]
        print("|", " | ".join(cells), "|", flush=True)


def report(year):
    """Make the report of a year, and publish it; return the seconds of both."""
    from editorial import publishing
    from reports import drafting

    began = time.perf_counter()
    made = drafting.first_draft(year)
    drafted = time.perf_counter()
    publishing.publish(made.entry, ["en"])
    return drafted - began, time.perf_counter() - drafted


def weigh(application, path):
    """Return the kilobytes of a page as drawn, and its queries when nothing is kept."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from editorial.cache.kept import KEPT

    KEPT.clear()
    with CaptureQueriesContext(connection) as captured:
        body = ask(application, path)
    return len(body) / 1000, len(captured)


def cold(application, path, times):
    """Time a page that nobody asked for since the publication, on a site that is being read."""
    from editorial.cache.wsgi import PageCache

    cache = PageCache(application, max_bytes=0)
    ask(cache, path)
    return [timed(cache, path) for _ in range(times)]


def published(application, path, times):
    """Time the first page of all after a publication."""
    from editorial.cache.kept import KEPT
    from editorial.cache.wsgi import PageCache

    cache = PageCache(application, max_bytes=0)
    found = []
    for _ in range(times):
        KEPT.clear()
        found.append(timed(cache, path))
    return found


def warm(application, path, times):
    """Time a page of the page cache."""
    from editorial.cache.wsgi import PageCache

    cache = PageCache(application)
    ask(cache, path)
    return [timed(cache, path) for _ in range(times)]


def timed(application, path):
    """Return the seconds that an answer takes."""
    begin = time.perf_counter()
    ask(application, path)
    return time.perf_counter() - begin


def ask(application, path):
    """Return the body of a page; exits when it is none."""
    path, _mark, query = path.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": HOST}
    setup_testing_defaults(environ)
    begun = []
    body = application(environ, lambda status, headers, exc_info=None: begun.append(status))
    try:
        answer = b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
    if not begun[0].startswith("200"):
        sys.exit(f"{path}: {begun[0]}")
    return answer


if __name__ == "__main__":
    main()
