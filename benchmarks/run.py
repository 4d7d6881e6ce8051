"""Measure the served site against a bare Django view: `make bench` (see README.md).

Prints one Markdown table. Ends with exit code 1 when an answer was wrong.
"""

import argparse
import contextlib
import multiprocessing
import os
import platform
import re
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

# Run as a script, this folder's parent is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.client import load
from benchmarks.server import Server, prepare

ROUNDS = 2
CLIENTS = 2  # processes
CONNECTIONS = 16  # in all
WARM_UP = 0.5  # seconds

BARE = "bare view"
MIDDLEWARE = "bare view behind our middleware"


class Figures(NamedTuple):
    """What one round says about one address."""

    per_second: float
    p99: float  # milliseconds
    cpu: float  # microseconds of the workers, per request
    size: int  # bytes of the body as sent


def main():
    """Start the servers, measure them in rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seconds", type=float, default=3, help="for each address and round (default: 3)"
    )
    seconds = min(max(parser.parse_args().seconds, 0.5), 10)
    with (
        tempfile.TemporaryDirectory(prefix="benchmark-") as data_dir,
        contextlib.ExitStack() as stack,
        multiprocessing.Pool(CLIENTS) as clients,
    ):
        prepare(data_dir)

        def serve(application, settings):
            return stack.enter_context(Server(data_dir, application, settings))

        bare = serve("benchmarks.wsgi:application", "benchmarks.settings_bare")
        middleware = serve("benchmarks.wsgi:application", "benchmarks.settings_middleware")
        warm = serve("saltlake_sister.wsgi:application", "saltlake_sister.settings")
        cold = serve("saltlake_sister.wsgi:application", "benchmarks.settings_cold")
        targets = [(BARE, bare, "/"), (MIDDLEWARE, middleware, "/")]
        for page, path in pages_to_measure(warm).items():
            targets += [(f"{page}, warm", warm, path), (f"{page}, cold", cold, path)]

        results = {name: [] for name, *_ in targets}
        for _ in range(ROUNDS):
            for name, server, path in targets:
                results[name].append(measure(clients, server, path, seconds))
        print_report(results, seconds, warm.resident_megabytes())


def pages_to_measure(server):
    """Find the addresses in the sitemap: the home page, the first city and the history."""
    paths = [
        urlsplit(address).path
        for address in re.findall(r"<loc>([^<]+)</loc>", server.get("/sitemap.xml"))
    ]
    home = min(paths, key=len)
    city = next(path for path in paths if re.fullmatch(rf"{home}cities/[^/]+/", path))
    return {"home page": home, f"city page ({city})": city, "history": f"{home}history/"}


def measure(clients, server, path, seconds):
    """Load one address after a warm-up; exits when an answer was not a complete 200."""
    each = CONNECTIONS // CLIENTS
    clients.starmap(load, [(server.port, path, each, WARM_UP)] * CLIENTS, chunksize=1)
    before = server.cpu_seconds()
    loads = clients.starmap(load, [(server.port, path, each, seconds)] * CLIENTS, chunksize=1)
    cpu = server.cpu_seconds() - before
    latencies = sorted(latency for each in loads for latency in each.latencies)
    errors = sum(each.errors for each in loads)
    if errors or not latencies:
        sys.exit(f"{path}: {errors} wrong answers, {len(latencies)} right ones.")
    return Figures(
        per_second=len(latencies) / max(each.duration for each in loads),
        p99=latencies[int(len(latencies) * 0.99)] * 1000,
        cpu=cpu / len(latencies) * 1_000_000,
        size=loads[0].size,
    )


def print_report(results, seconds, megabytes):
    """Print the conditions and the table; both rounds stand side by side."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("django", "gunicorn"))
    print(
        f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors,"
        f" {CONNECTIONS} connections without keep-alive, gzip accepted,"
        f" {seconds:g} s for each figure, round 1 / round 2.\n"
        "CPU is the workers' processor time. Ratios compare requests per second; above 1 is"
        " faster.\n"
    )
    heads = [
        "",
        "requests/s",
        "p99 ms",
        "CPU µs/request",
        "bytes",
        f"to {BARE}",
        f"to {MIDDLEWARE}",
    ]
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    for name, rounds in results.items():
        cells = [
            name,
            *(
                " / ".join(format(getattr(figures, field), shape) for figures in rounds)
                for field, shape in (("per_second", ",.0f"), ("p99", ".1f"), ("cpu", ",.0f"))
            ),
            f"{rounds[0].size:,}",
            *(
                " / ".join(
                    f"{figures.per_second / base.per_second:.2f}"
                    for figures, base in zip(rounds, results[measure_of], strict=True)
                )
                for measure_of in (BARE, MIDDLEWARE)
            ),
        ]
        print("| " + " | ".join(cells) + " |")
    print(f"\nThe larger worker of the site holds {megabytes:.0f} MB after its warm rounds.")
    print("A warm page can beat the bare view: a hit skips Django's request and URL work.")


if __name__ == "__main__":
    main()
