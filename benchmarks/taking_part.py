"""Measure the form of "Take part" and the staff's inbox: `make bench-form` (see README.md).

Prints one Markdown table. Ends with exit code 1 when an answer was wrong.
"""

import argparse
import html
import itertools
import os
import re
import sys
import tempfile
import uuid
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

# Run as a script, this folder's parent is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.client import HOST, send_all
from benchmarks.server import Server, environment, prepare

SITE_SETTINGS = "saltlake_sister.settings"
CONNECTIONS = 16
FORM = "/en/take-part/write/"
CHOICE = urlencode({"step": "choose", "kind": "question", "age_band": "adult"})
INBOX = "/admin/involvement/submission/"
TOKEN = re.compile(rb'name="token" value="([^"]+)"')
TEXT = "I would like to help with visits from the partner city. " * 12


class Figures(NamedTuple):
    """What was measured for one kind of request."""

    name: str
    per_second: float
    median: float  # milliseconds
    p99: float  # milliseconds


def main():
    """Start the servers, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="how many write (default: 1000)")
    parser.add_argument("--rows", type=int, default=100_000, help="in the inbox (default: 100000)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as data_dir:
        prepare(data_dir)
        os.environ.update(environment(data_dir))
        with (
            Server(data_dir, "benchmarks.wsgi:application", "benchmarks.settings_bare") as bare,
            Server(data_dir, "saltlake_sister.wsgi:application", SITE_SETTINGS) as site,
        ):
            figures = [measure_bare(bare), *measure_form(site, chosen.people)]
            # What people have just sent is in it; then many more.
            figures += [measure_inbox(site, rows) for rows in (chosen.people, chosen.rows)]
    print_table(figures)


def measure_bare(server):
    """Ask the bare view."""
    requests = itertools.repeat(request(server.port, "GET", "/"), 5000)
    return measured("bare view", server, requests, b"200")[1]


def measure_form(server, people):
    """Let people open the form and send it."""
    requests = [request(server.port, "POST", FORM, CHOICE, number) for number in range(people)]
    pages, shown = measured("second step of the form", server, requests, b"200")
    requests = [
        request(server.port, "POST", FORM, urlencode(filled_in(token, number)), number)
        for number, token in enumerate(tokens_of(pages))
    ]
    return [shown, measured("submission stored, with its mail", server, requests, b"303")[1]]


def tokens_of(pages):
    """List the tokens of the forms on pages; a page without one is left out."""
    found = (TOKEN.search(page) for page in pages)
    return [html.unescape(each[1].decode()) for each in found if each]


def filled_in(token, number):
    """Return what a person sends."""
    return {
        "step": "send",
        "token": token,
        "name": f"Person {number}",
        "email": f"person{number}@example.org",
        "message": f"{TEXT}{number}",
        "language": "en",
    }


def measure_inbox(server, rows):
    """Let a coordinator open the inbox with at least so many submissions."""
    cookie = fill_inbox(rows)
    requests = [request(server.port, "GET", INBOX, cookie=cookie)] * 200
    return measured(f"inbox with {rows:,} submissions", server, requests, b"200")[1]


def fill_inbox(rows):
    """Store what is missing to so many submissions; return the cookie of a coordinator."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from accounts.models import User
    from involvement.enums import Kind
    from involvement.models import Submission

    now = timezone.now()
    states = ["new", "answered", "closed", "closed", "waiting", "withdrawn"]
    for first in range(Submission.objects.count(), rows, 5000):
        Submission.objects.bulk_create(
            Submission(
                form_nonce=uuid.uuid4(),
                kind=Kind.values[number % len(Kind.values)],
                state=states[number % len(states)],
                language="en",
                written_in="en",
                age_band="adult",
                name=f"Person {number}",
                email=f"person{number}@example.org",
                message=TEXT,
                fingerprint=uuid.uuid4().hex,
                received_at=(received := now - timedelta(minutes=15 * number)),
                last_activity_at=received,
                answer_by=timezone.localdate(received) + timedelta(days=14),
            )
            for number in range(first, min(first + 5000, rows))
        )
    boss, _ = User.objects.get_or_create(username="boss", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(boss)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def request(port, method, path, body="", number=0, cookie=""):
    """Write one request; `number` is the person, at an address of their own."""
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {HOST}:{port}",
        "Connection: close",
        f"X-Forwarded-For: 198.18.{number // 250}.{number % 250 + 1}",
    ]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if method == "POST":
        lines.append("Content-Type: application/x-www-form-urlencoded")
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", body]).encode()


def measured(name, server, requests, status):
    """Send requests; return the answers and the `Figures`. Exits when an answer was another one."""
    answers, load = send_all(server.port, requests, CONNECTIONS)
    wrong = [answer for answer in answers if answer.split(b" ", 2)[1:2] != [status]]
    if wrong or load.errors:
        sys.exit(f"{name}: {load.errors} answers are missing, {len(wrong)} wrong: {wrong[:1]}")
    latencies = sorted(load.latencies)
    return answers, Figures(
        name,
        len(latencies) / load.duration,
        latencies[len(latencies) // 2] * 1000,
        latencies[int(len(latencies) * 0.99)] * 1000,
    )


def print_table(figures):
    """Print the table; ratios are to the bare view."""
    print("|  | requests/s | ratio | median ms | p99 ms |\n|---|---|---|---|---|")
    for each in figures:
        ratio = each.per_second / figures[0].per_second
        print(
            f"| {each.name} | {each.per_second:,.0f} | {ratio:.2g} |"
            f" {each.median:,.0f} | {each.p99:,.0f} |"
        )


if __name__ == "__main__":
    main()
