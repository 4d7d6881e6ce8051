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
# Within a round the addresses take turns, so that what else the machine does hits all alike.
TURNS = 3
CLIENTS = 2  # processes
CONNECTIONS = 16  # in all
WARM_UP = 0.3  # seconds, before each turn

BARE = "bare view"
MIDDLEWARE = "bare view behind our middleware"


class Turn(NamedTuple):
    """What one turn of one address saw. Times are in seconds."""

    latencies: list
    duration: float
    cpu: float  # of all workers
    size: int  # bytes of the body as sent


class Figures(NamedTuple):
    """What one round says about one address."""

    per_second: float
    p99: float  # milliseconds
    cpu: float  # microseconds of the workers, per request
    size: int

    @classmethod
    def of(cls, turns):
        """Put the turns of a round together."""
        latencies = sorted(latency for turn in turns for latency in turn.latencies)
        return cls(
            per_second=len(latencies) / sum(turn.duration for turn in turns),
            p99=latencies[int(len(latencies) * 0.99)] * 1000,
            cpu=sum(turn.cpu for turn in turns) / len(latencies) * 1_000_000,
            size=turns[0].size,
        )


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
            turns = {name: [] for name, *_ in targets}
            for _ in range(TURNS):
                for name, server, path in targets:
                    turns[name].append(measure(clients, server, path, seconds / TURNS))
            for name, of_round in turns.items():
                results[name].append(Figures.of(of_round))
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

    def everybody(for_seconds):
        each = (server.port, path, CONNECTIONS // CLIENTS, for_seconds)
        return clients.starmap(load, [each] * CLIENTS, chunksize=1)

    everybody(WARM_UP)
    before = server.cpu_seconds()
    loads = everybody(seconds)
    cpu = server.cpu_seconds() - before
    latencies = [latency for each in loads for latency in each.latencies]
    errors = sum(each.errors for each in loads)
    if errors or not latencies:
        sys.exit(f"{path}: {errors} wrong answers, {len(latencies)} right ones.")
    return Turn(latencies, max(each.duration for each in loads), cpu, loads[0].size)


def print_report(results, seconds, megabytes):
    """Print the conditions and the table; the rounds stand side by side."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("django", "gunicorn"))
    print(
        f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors,"
        f" {CONNECTIONS} connections without keep-alive, gzip accepted,"
        f" {seconds:g} s for each figure, round 1 / round 2.\n"
        "CPU is the workers' processor time. Ratios are to the bare view alone and behind our"
        " middleware; more requests and less CPU are better.\n"
    )
    heads = ["", "bytes", "requests/s", "ratio", "ratio (middleware)", "p99 ms", "CPU µs/request"]
    heads += ["ratio", "ratio (middleware)"]
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    for name, rounds in results.items():
        cells = [
            name,
            f"{rounds[0].size:,}",
            side_by_side(f"{each.per_second:,.0f}" for each in rounds),
        ]
        cells += ratios(results, rounds, "per_second")
        cells += [side_by_side(f"{each.p99:,.1f}" for each in rounds)]
        cells += [side_by_side(f"{each.cpu:,.0f}" for each in rounds)]
        cells += ratios(results, rounds, "cpu")
        print("| " + " | ".join(cells) + " |")
    print(f"\nThe larger worker of the site holds {megabytes:.0f} MB after its warm rounds.")
    print("A warm page can beat the bare view: a hit skips Django's request and URL work.")


def side_by_side(texts):
    """Join the figures of the rounds."""
    return " / ".join(texts)


def ratios(results, rounds, figure):
    """Return two cells: one figure of each round as a ratio to either bare view's."""
    return [
        side_by_side(
            f"{getattr(each, figure) / getattr(base, figure):.3g}"
            for each, base in zip(rounds, results[bare], strict=True)
        )
        for bare in (BARE, MIDDLEWARE)
    ]


if __name__ == "__main__":
    main()
