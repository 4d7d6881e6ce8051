"""An hour of mixed load on the served site: errors, growth of memory, slow answers.

`make soak` (ARGS="--minutes 5" is shorter). Readers ask for pages of all kinds in all languages,
search, fetch calendars and ask for what is nowhere, and some send the form; every minute the site
is as after a publication, so no page is kept for long. The exit code is 1 where an answer was
wrong, where a form that was acknowledged is not stored, or where the memory went on growing after
the first fifth of the time, in which caches fill.
"""

import argparse
import contextlib
import itertools
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

# Run as a script, this folder's parent is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.client import HOST, send_all
from benchmarks.server import Server, addresses, prepare
from benchmarks.taking_part import CHOICE, FORM, filled_in, tokens_of
from benchmarks.taking_part import request as posted

MORE = ["/en/search/?q=school", "/ja/search/?q=%E6%9D%BE%E6%9C%AC", "/en/calendar.ics"]
NOWHERE = ["/en/nowhere/", "/ja/cities/nowhere/", "/nowhere.php"]
CONNECTIONS = 16
PATIENCE = 60  # seconds in which something must be answered
AT_ONCE = 100  # requests between two looks at the clock
FORMS = 2  # of them, sent by as many people
NETWORKS = 60_000  # from which they come; nobody may send many within an hour
PUBLISH_EVERY = 60  # seconds
GROWTH = 15  # MB that the largest process may hold more at the end


def main():
    """Soak a site of its own; print a line a minute and the sums; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="how long (default: 60)")
    seconds = parser.parse_args().minutes * 60
    application = ("saltlake_sister.wsgi:application", "saltlake_sister.settings")
    with tempfile.TemporaryDirectory(prefix="soak-") as data_dir:
        prepare(data_dir)
        with Server(data_dir, *application) as site:
            database = Path(data_dir, "db.sqlite3")
            latencies, errors, memory, sent = soak(site, database, seconds)
            lost = max(sent - stored(database), 0)
            return report(latencies, errors + lost, memory, sent)


def soak(site, database, seconds):
    """Ask for so long.

    Return the latencies, the number of wrong answers, the MB over time and the forms acknowledged.
    """
    paths = [urlsplit(address).path for address in addresses(site.get)]
    requests = itertools.cycle([request(path, site.port) for path in [*paths, *MORE]])
    nowhere = [request(path, site.port) for path in NOWHERE]
    latencies, errors, memory, people, sent = [], 0, [], itertools.count(), 0
    begun = published = told = time.monotonic()
    while (now := time.monotonic()) < begun + seconds:
        if now - published >= min(PUBLISH_EVERY, seconds / 5):
            published = now
            publish(database)
        found = list(itertools.islice(requests, AT_ONCE))
        for wanted, asked in ((b"200", found), (b"404", nowhere)):
            answers, load = send_all(site.port, asked, CONNECTIONS, PATIENCE)
            latencies += load.latencies
            errors += len(asked) - right(answers, wanted)
        times, acknowledged = send_forms(site.port, list(itertools.islice(people, FORMS)))
        latencies += times
        errors += FORMS - acknowledged
        sent += acknowledged
        memory.append(site.resident_megabytes())
        if now - told >= 60:
            told = now
            minute = f"{(now - begun) / 60:.0f} min"
            print(f"{minute}: {len(latencies):,} answers, {memory[-1]:.0f} MB", flush=True)
    return latencies, errors, memory, sent


def send_forms(port, people):
    """Let people, by their numbers, take both steps; return the latencies and how many could."""
    asked = [posted(port, "POST", FORM, CHOICE, number % NETWORKS) for number in people]
    pages, opened = send_all(port, asked, CONNECTIONS, PATIENCE)
    asked = [
        posted(port, "POST", FORM, urlencode(filled_in(token, number)), number % NETWORKS)
        for token, number in zip(tokens_of(pages), people, strict=False)
    ]
    answers, sent = send_all(port, asked, CONNECTIONS, PATIENCE)
    return [*opened.latencies, *sent.latencies], right(answers, b"303")


def right(answers, status):
    """Count the answers that have this status."""
    return sum(answer.startswith(b"HTTP/1.1 " + status) for answer in answers)


def stored(database):
    """Count what the people sent."""
    with contextlib.closing(sqlite3.connect(database, timeout=30)) as site:
        return site.execute("SELECT count(*) FROM involvement_submission").fetchone()[0]


def request(path, port):
    """Return a request for an address as bytes."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n"
        "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    ).encode()


def publish(database):
    """Let everything that is kept grow stale, as a publication does."""
    with contextlib.closing(sqlite3.connect(database, timeout=30)) as site, site:
        site.execute("UPDATE editorial_contentversion SET number = number + 1")


def report(latencies, errors, memory, sent=0):
    """Print what came of it; return the exit code."""
    early = max(memory[: len(memory) // 5 + 1])
    growth = memory[-1] - early
    p95 = quantiles(latencies * 2 or [0.0, 0.0], n=20, method="inclusive")[-1] * 1000
    print(f"{len(latencies):,} answers, {errors} of them wrong; 95 of 100 within {p95:.0f} ms")
    print(f"{sent:,} forms sent and stored")
    print(f"largest process: {early:.0f} MB early, {memory[-1]:.0f} MB at the end ({growth:+.0f})")
    return 1 if errors or growth > GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
