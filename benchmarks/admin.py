"""Measure how long the admin takes to open the form of every entry: `make bench-admin` (README.md).

Beside another checkout, both are measured in one run, each in a process of its own with its own
code and database. Prints one Markdown table. Ends with exit code 1 when an answer was wrong.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

# Run as a script, this folder's parent is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.server import ROOT, Checkout, environment

WORKER = Path(__file__).with_name("admin_forms.py")
# Of these there are many of one kind; one line tells the middle one, one the slowest.
MANY = {"event", "letter", "goal"}


class Side(Checkout):
    """A checkout with a database of its own, whose forms a process opens when it is told to."""

    def __init__(self, path, data_dir):
        super().__init__(path)
        self.data_dir = data_dir
        # The code of the checkout, whatever stands in this process's own path.
        self.environment = environment(data_dir) | {"PYTHONPATH": str(self.path)}

    def __enter__(self):
        where = {"cwd": self.path, "env": self.environment}
        Path(self.data_dir).mkdir()
        prepare = [self.python, "-m", "deploy.prepare"]
        subprocess.run(prepare, check=True, stdout=subprocess.DEVNULL, **where)
        self.process = subprocess.Popen(
            [self.python, str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **where,
        )
        return self

    def __exit__(self, *exception):
        self.process.stdin.close()
        self.process.wait(10)

    def ask(self, *words):
        """Send one command to the process; return its answer."""
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.path} did not answer {words}.")
        return json.loads(line)


def main():
    """Measure here, and beside another checkout where one is named; print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", metavar="PATH", help="another checkout of this project")
    parser.add_argument("--times", type=int, default=5, help="for each form (default: 5)")
    parser.add_argument("--only", default="", help="kinds to measure, such as city,page")
    arguments = parser.parse_args()
    paths = [ROOT, *([arguments.beside] if arguments.beside else [])]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        sides = [Side(path, os.path.join(folder, str(n))) for n, path in enumerate(paths)]
        measured = measure(sides, arguments.times, set(arguments.only.split(",")) - {""})
    print_report(*measured)


def measure(sides, times, kinds):
    """Return the entries with what each side says of them, and the queries of saving a city."""
    if len(sides) > 1:
        with sides[0] as here, sides[1] as beside:
            return _measure([here, beside], times, kinds)
    with sides[0] as here:
        return _measure([here], times, kinds)


def _measure(sides, times, kinds):
    found = [{tuple(entry) for entry in side.ask("list")} for side in sides]
    entries = sorted(entry for entry in set.intersection(*found) if not kinds or entry[0] in kinds)
    # The first opening warms up; its time does not count.
    facts = {entry: [side.ask("facts", *entry) for side in sides] for entry in entries}
    seconds = {entry: [[] for _side in sides] for entry in entries}
    for turn in range(times):
        for entry in entries:
            # Whoever comes first pays for what the other left in the processor's caches.
            for number in sorted(range(len(sides)), reverse=turn % 2 == 1):
                seconds[entry][number].append(sides[number].ask("open", *entry))
    lines = {
        entry: [
            {**facts[entry][n], "ms": median(seconds[entry][n]) * 1000} for n in range(len(sides))
        ]
        for entry in entries
    }
    city = next((entry for entry in entries if entry[0] == "city"), None)
    saving = [side.ask("save", *city) for side in sides] if city else []
    return lines, saving


def print_report(lines, saving):
    """Print one line an entry; of the kinds with many, the middle one and the slowest."""
    two = len(next(iter(lines.values()))) > 1
    columns = ["ms", "inputs", "queries", "kB"]
    heads = [head for column in columns for head in ([column, "beside"] if two else [column])]
    print(f"| Form | {'ratio | ' if two else ''}{' | '.join(heads)} |")
    print(f"|---|{'--:|' * (len(heads) + two)}")
    for kind in sorted({kind for kind, _name in lines}, key=lambda kind: (kind in MANY, kind)):
        of_kind = [(name, sides) for (one, name), sides in lines.items() if one == kind]
        if kind not in MANY:
            for name, sides in of_kind:
                print_line(f"{kind}: {name}", sides)
            continue
        of_kind.sort(key=lambda line: share(line[1]))
        print_line(f"{kind}, the middle one of {len(of_kind)}", of_kind[len(of_kind) // 2][1])
        print_line(f"{kind}, the slowest: {of_kind[-1][0]}", of_kind[-1][1])
    if saving:
        print(f"\nQueries of saving the first city: {', beside it '.join(map(str, saving))}.")


def share(sides):
    """Return the time here as a share of that beside it; the time itself where there is none."""
    return sides[0]["ms"] / sides[1]["ms"] if len(sides) > 1 else sides[0]["ms"]


def print_line(name, sides):
    """Print the figures of one form, each here and beside it."""
    figures = [
        *(f"{side['ms']:.1f}" for side in sides),
        *(str(side["inputs"]) for side in sides),
        *(str(side["queries"]) for side in sides),
        *(str(round(side["bytes"] / 1024)) for side in sides),
    ]
    if len(sides) > 1:
        figures.insert(0, f"{share(sides):.2f}")
    print(f"| {name} | {' | '.join(figures)} |")


if __name__ == "__main__":
    main()
