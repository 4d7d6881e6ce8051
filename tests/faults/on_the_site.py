"""What a process of its own does on the data of a site: `python -m tests.faults.on_the_site WHAT`.

It writes what it found as JSON.
"""

import json
import subprocess
import sys

from benchmarks.server import ROOT, environment


def done(folder, what, **variables):
    """Do something on the data of a site; return what it said. `variables` are its settings."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.faults.on_the_site", what],
        cwd=ROOT,
        env=environment(folder, **variables),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    return json.loads(said)


def signed_in():
    """Make somebody who may do everything; return the cookie of their session."""
    from django.conf import settings
    from django.test import Client

    from tests.admin_client import sign_in

    client = Client()
    sign_in(client)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def picture():
    """Make a city that shows a picture; return the addresses of both."""
    from tests.builders import make_city
    from tests.saltlake_sister.admin_rows import make_picture

    shown = make_picture()
    city = make_city(name="North", slug="north", pictures=[{"picture": shown, "alt": "A view"}])
    return [f"/en/cities/{city.slug}/", f"/media/{shown.file.name}"]


def publication():
    """Let every kept page be stale, as a publication does."""
    from django.db import transaction

    from editorial.cache.version import raise_version

    with transaction.atomic():
        raise_version()


def submissions():
    """List what was sent, as `[number, message]`, and how many mails are with each."""
    from involvement.models import Mail, Submission

    rows = Submission.objects.order_by("pk").values_list("reference", "message", "state")
    mails = list(Mail.objects.values_list("submission__reference", flat=True))
    return [[*row, mails.count(row[0])] for row in rows]


WHAT = {each.__name__: each for each in (signed_in, picture, publication, submissions)}

if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(WHAT[sys.argv[1]]()))
