"""Measure the served site against a bare Django view: `make bench` (see README.md).

Prints Markdown tables: all pages, the warm ones as more people ask at once, and with `--beside` the
same pages of another checkout. Ends with exit code 1 when an answer was wrong.
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
from benchmarks.server import Checkout, Server, addresses, prepare

ROUNDS = 2
# Within a round the addresses take turns, so that what else the machine does hits all alike.
TURNS = 3
CLIENTS = 2  # processes
CONNECTIONS = 16  # in all
# Warm pages are asked for by fewer and by more at once as well.
FEWER_AND_MORE = (1, 64)
WARM_UP = 0.3  # seconds, before each turn

BARE = "bare view"
MIDDLEWARE = "bare view behind our middleware"
SITE = "saltlake_sister.wsgi:application"
WARM_SETTINGS, COLD_SETTINGS = "saltlake_sister.settings", "benchmarks.settings_cold"
BESIDE = "{}, beside"


class Target(NamedTuple):
    """What is measured: an address of a server, asked for by so many at once."""

    name: str
    server: Server
    path: str
    connections: int = CONNECTIONS


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
    """Start the servers, measure them in rounds, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seconds", type=float, default=3, help="for each address and round (default: 3)"
    )
    parser.add_argument("--beside", metavar="PATH", help="another checkout of this project")
    arguments = parser.parse_args()
    seconds = min(max(arguments.seconds, 0.5), 10)
    beside = Checkout(arguments.beside) if arguments.beside else None
    with (
        tempfile.TemporaryDirectory(prefix="benchmark-") as folder,
        contextlib.ExitStack() as stack,
        multiprocessing.Pool(CLIENTS) as clients,
    ):
        targets, warm = serve(stack, Path(folder), beside)
        results = measure_all(clients, targets, seconds)
        print_report(of_connections(results, CONNECTIONS), seconds, warm.resident_megabytes())
        print_connections(results)
        if beside:
            print_beside(of_connections(results, CONNECTIONS))


def serve(stack, folder, beside):
    """Start the servers; return the `Target`s, and the server of the warm pages."""

    def start(application, settings, where="here", **more):
        return stack.enter_context(Server(folder / where, application, settings, **more))

    (folder / "here").mkdir()
    prepare(folder / "here")
    bare = start("benchmarks.wsgi:application", "benchmarks.settings_bare")
    middleware = start("benchmarks.wsgi:application", "benchmarks.settings_middleware")
    warm, cold = start(SITE, WARM_SETTINGS), start(SITE, COLD_SETTINGS)
    pages = pages_to_measure(warm)
    targets = [Target(BARE, bare, "/"), Target(MIDDLEWARE, middleware, "/")]
    for page, path in pages.items():
        targets += [Target(f"{page}, warm", warm, path), Target(f"{page}, cold", cold, path)]
    for connections in FEWER_AND_MORE:
        targets.append(Target(BARE, bare, "/", connections))
        targets += [Target(f"{page}, warm", warm, pages[page], connections) for page in pages]
    if beside:
        (folder / "beside").mkdir()
        prepare(folder / "beside", beside)
        for settings, word in ((WARM_SETTINGS, "warm"), (COLD_SETTINGS, "cold")):
            server = start(SITE, settings, "beside", checkout=beside)
            targets += [
                Target(BESIDE.format(f"{page}, {word}"), server, path)
                for page, path in pages.items()
            ]
    return targets, warm


def pages_to_measure(server):
    """Find the addresses in the site map: home, the first city, the history and About Us."""
    paths = [urlsplit(address).path for address in addresses(server.get)]
    home = min(paths, key=len)
    city = next(path for path in paths if re.fullmatch(rf"{home}cities/[^/]+/", path))
    return {
        "home page": home,
        f"city page ({city})": city,
        "history": f"{home}history/",
        "About Us": f"{home}about-us/",
    }


def measure_all(clients, targets, seconds):
    """Return the `Figures` of each round, by the name and the connections of the targets."""
    results = {(each.name, each.connections): [] for each in targets}
    for _ in range(ROUNDS):
        turns = {key: [] for key in results}
        for _ in range(TURNS):
            for each in targets:
                turn = measure(clients, each, seconds / TURNS)
                turns[each.name, each.connections].append(turn)
        for key, of_round in turns.items():
            results[key].append(Figures.of(of_round))
    return results


def of_connections(results, connections):
    """Keep what was measured with so many connections, by the names."""
    return {name: rounds for (name, number), rounds in results.items() if number == connections}


def measure(clients, target, seconds):
    """Load one address after a warm-up; exits when an answer was not a complete 200."""
    server, path = target.server, target.path
    # One connection is that of one client.
    asking = min(CLIENTS, target.connections)

    def everybody(for_seconds):
        each = (server.port, path, target.connections // asking, for_seconds)
        return clients.starmap(load, [each] * asking, chunksize=1)

    everybody(WARM_UP)
    before = server.cpu_seconds()
    loads = everybody(seconds)
    cpu = server.cpu_seconds() - before
    latencies = [latency for each in loads for latency in each.latencies]
    errors = sum(each.errors for each in loads)
    if errors or not latencies:
        sys.exit(f"{target.name}: {errors} wrong answers, {len(latencies)} right ones.")
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
        if name.endswith(BESIDE.format("")):
            continue
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


def print_connections(results):
    """Print how the warm pages do as fewer and more ask at once, as ratios to the bare view."""
    numbers = sorted({CONNECTIONS, *FEWER_AND_MORE})
    print("\nWarm pages by the number of connections; ratios are to the bare view.\n")
    heads = [f"{head}, {number}" for number in numbers for head in ("requests/s", "ratio")]
    print("| " + " | ".join(["", *heads]) + " |")
    print("|---" * (len(heads) + 1) + "|")
    for name in of_connections(results, FEWER_AND_MORE[0]):
        cells = [name]
        for number in numbers:
            some = of_connections(results, number)
            cells.append(side_by_side(f"{each.per_second:,.0f}" for each in some[name]))
            cells.append(ratio_to(some[BARE], some[name], "per_second"))
        print("| " + " | ".join(cells) + " |")


def print_beside(results):
    """Print the pages here as ratios to those of the other checkout; less than 1 is quicker."""
    print("\nBeside the other checkout; ratios of the workers' processor time.\n")
    heads = ["", "ratio", "CPU µs/request", "beside", "bytes", "beside"]
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    for name, rounds in results.items():
        others = results.get(BESIDE.format(name))
        if others is None:
            continue
        cells = [name, ratio_to(others, rounds, "cpu")]
        cells += [side_by_side(f"{each.cpu:,.0f}" for each in some) for some in (rounds, others)]
        cells += [f"{some[0].size:,}" for some in (rounds, others)]
        print("| " + " | ".join(cells) + " |")


def side_by_side(texts):
    """Join the figures of the rounds."""
    return " / ".join(texts)


def ratios(results, rounds, figure):
    """Return two cells: one figure of each round as a ratio to either bare view's."""
    return [ratio_to(results[bare], rounds, figure) for bare in (BARE, MIDDLEWARE)]


def ratio_to(others, rounds, figure):
    """Return a cell: one figure of each round as a ratio to that of the others."""
    return side_by_side(
        f"{getattr(each, figure) / getattr(base, figure):.3g}"
        for each, base in zip(rounds, others, strict=True)
    )


if __name__ == "__main__":
    main()
