"""Measure the search over 10,000 events in seven languages (part of `make bench`).

In process, on the seed content with events added to it that are put together from sentences of the
seed's own, in each language its own; nothing of a result is cached. What is asked is taken from
what stands there, in each language. Prints a Markdown table with the median and the worst of each
kind of question, and a checksum of all pages, which must be the same on both databases. It is
SQLite, or the empty PostgreSQL that `--database` names: `.ci/with-postgres sh -c 'python
benchmarks/search.py --database "$TEST_POSTGRES_URL"'`. `--each` prints a line for each question.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

# Run as a script, this folder's parent is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.server import environment, prepare

EVENTS = 10_000
TIMES = 5
SENTENCES = 3
# Of letters; shorter ones are articles and the like.
LONG = 5
NOWHERE = "qzxwvk"


class Timed(NamedTuple):
    """One question: its kind, language and words, the entries found, and the medians of its times.

    Times are in milliseconds, by the clock and of this process's processor.
    """

    kind: str
    language: str
    query: str
    hits: int
    clock: float
    processor: float


def main():
    """Make the site, let it grow, ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES, help="for each query (default: 5)")
    parser.add_argument("--events", type=int, default=EVENTS, help="in the record (10,000)")
    parser.add_argument("--database", help="the address of an empty PostgreSQL (default: SQLite)")
    parser.add_argument("--each", action="store_true", help="print a line for each question too")
    arguments = parser.parse_args()
    more = {"DATABASE_URL": arguments.database} if arguments.database else {}
    with tempfile.TemporaryDirectory(prefix="benchmark-") as data_dir:
        prepare(data_dir, **more)
        os.environ |= environment(data_dir, **more)
        import django

        django.setup()
        grow(arguments.events)
        measure(max(arguments.times, 1), arguments.each)


def grow(events):
    """Add events up to this many, told in sentences of the seed's own."""
    from django.db import connection

    from benchmarks.many_events import add_events
    from cities.models import City, Event

    count = max(events - Event.objects.count(), 0)
    add_events(count, until=City.objects.home().today(), told=teller())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # As it does by itself from time to time.


def teller():
    """Return a function that tells an event in titles and texts of the seed, by language."""
    from cities.models import Event
    from editorial.text import languages

    titles, texts = [], []
    for event in Event.objects.order_by("slug"):
        for field, found in (("title", titles), ("text", texts)):
            words = {
                code: getattr(event, languages.column(field, code)) for code in languages.codes()
            }
            if all(words.values()):
                found.append(words)

    def told(number, chance):
        title, chosen = chance.choice(titles), chance.sample(texts, SENTENCES)
        return {
            code: (f"{title[code]} ({number})"[:200], "\n".join(each[code] for each in chosen))
            for code in title
        }

    return told


def questions(code):
    """Map kinds of questions in a language to what is asked."""
    from cities.models import City, LocalName
    from editorial.models import PublicText
    from editorial.text import languages

    spaceless = code in ("ja", "zh-hant")
    words, most = Counter(), 2 if spaceless else LONG
    for tokens in PublicText.objects.filter(language=code).values_list("tokens", flat=True):
        words.update({token for token in tokens.split() if len(token) >= most and token.isalpha()})
    ranked = sorted(words, key=lambda word: (-words[word], word))
    city = City.objects.partners().order_by("pk").last()
    name = getattr(city, languages.column("name", code))
    local = LocalName.objects.order_by("pk").first().name
    return {
        "a name of a city": name,
        "the beginning of a name": local[:2],
        "a letter of the name wrong": name[:2] + name[3:],
        "the commonest word": ranked[0],
        "its beginning": ranked[0][: most - 1],
        "three common words": " ".join(ranked[1:4]),
        "a common and a rare word": f"{ranked[0]} {ranked[-1]}",
        "a rare word": ranked[-1],
        "a number": "4321",
        "a common word and a slip": f"{ranked[0]} {name[:2]}{name[3:]}",
        "nothing that is there": NOWHERE,
    }


def measure(times, each):
    """Ask everything in all languages; print the table."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    from editorial.text import languages

    application, checksum, found = get_wsgi_application(), hashlib.sha256(), []
    for code in languages.codes():
        for kind, query in questions(code).items():
            asked, body = ask_for(application, kind, code, query, times)
            found.append(asked)
            checksum.update(body)
    if each:
        print_each(found)
    print_kinds(found, f"Search on {connection.display_name}")
    print(f"\nChecksum of all pages: {checksum.hexdigest()[:16]}")


def ask_for(application, kind, code, query, times):
    """Ask one question; return it `Timed`, and the page."""
    from django.utils import translation

    from benchmarks.growth import ask
    from editorial.search import visitors
    from editorial.search.tokens import wanted
    from editorial.text import languages

    path = f"/{languages.tag(code).lower()}/search/?q={quote(query)}"
    body = ask(application, path)
    with translation.override(languages.tag(code)):
        hits = sum(visitors.find(visitors.meant(wanted(query)), languages.codes()).counts.values())
    clock, processor = [], []
    for _ in range(times):
        begin, begin_processor = time.perf_counter(), time.process_time()
        ask(application, path)
        clock.append(1000 * (time.perf_counter() - begin))
        processor.append(1000 * (time.process_time() - begin_processor))
    return Timed(kind, code, query, hits, median(clock), median(processor)), body


def print_each(found):
    """Print a line for each question."""
    print("| | | asked | hits | ms | ms of the processor |\n|---|---|---|--:|--:|--:|")
    for each in found:
        times = f"{each.clock:.0f} | {each.processor:.0f}"
        print(f"| {each.kind} | {each.language} | {each.query} | {each.hits:,} | {times} |")
    print()


def print_kinds(found, name):
    """Print a line for each kind of question, and one for all."""
    print(f"| {name} | most hits | median ms | worst ms | median, processor | worst, processor |")
    print("|---|--:|--:|--:|--:|--:|")
    kinds = {each.kind: [other for other in found if other.kind == each.kind] for each in found}
    for kind, some in [*kinds.items(), ("all", found)]:
        cells = [f"{max(each.hits for each in some):,}"]
        for times in ([each.clock for each in some], [each.processor for each in some]):
            cells += [f"{median(times):.0f}", f"{max(times):.0f}"]
        print("|", " | ".join([kind, *cells]), "|")


if __name__ == "__main__":
    main()
