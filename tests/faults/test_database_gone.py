"""A PostgreSQL that is stopped while the site is served, and started again."""

import contextlib
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from benchmarks.server import ROOT, Server, environment, prepare
from tests.faults.browser import Browser
from tests.faults.on_the_site import done
from tests.faults.own_postgres import OwnPostgres
from tests.html_forms import buttons, filled
from tests.involvement.intake.many_senders import FORM, Person, all_at_once
from tests.involvement.mail.mail_server import MailServer
from tests.involvement.worker.processes import mail_settings, wait_until

pytestmark = pytest.mark.proof

SITE = ("saltlake_sister.wsgi:application", "saltlake_sister.settings")
PEOPLE = 40
AWAY = 6  # seconds
# The worker sends again a minute after the database was gone in between.
WORKER_WITHIN = 150


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site that is served, with a worker, a mail server and a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    with contextlib.ExitStack() as stack:
        database, mail = stack.enter_context(OwnPostgres()), stack.enter_context(MailServer())
        variables = {"DATABASE_URL": database.url, **mail_settings(mail)}
        prepare(folder, **variables)
        said = stack.enter_context((folder / "said.txt").open("w"))
        server = stack.enter_context(Server(folder, *SITE, stderr=said, **variables))
        worker = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "manage.py", "run_worker"],
                cwd=ROOT,
                env=environment(folder, **variables),
                stdout=said,
                stderr=said,
            )
        )
        stack.callback(worker.terminate)
        yield SimpleNamespace(
            folder=folder,
            variables=variables,
            database=database,
            mail=mail,
            server=server,
            worker=worker,
            browser=Browser(server.port),
        )


def begun(site, people):
    """Open the form for everybody before anything happens."""
    all_at_once(4, people, Person.begin)
    time.sleep(3)  # Who sends within three seconds gets no mail.


def stored(site, people):
    """List what is stored of what these people sent."""
    sent = {person.message for person in people}
    return [each for each in done(site.folder, "submissions", **site.variables) if each[1] in sent]


def test_pages_answer_forms_are_refused_in_words_and_all_recover_by_themselves(site):
    desk = Browser(site.server.port, done(site.folder, "signed_in", **site.variables))
    group = desk.form("/admin/auth/group/add/", "name")
    person = Person(site.server.port, 1)
    begun(site, [person])
    # Until both processes have it: one after the other, all might go to one of them.
    with ThreadPoolExecutor(10) as readers:
        warm = {page.text for page in readers.map(site.browser.get, ["/en/"] * 100)}
    processes = site.server.workers()

    site.database.stop()
    cached = [site.browser.get("/en/") for _time in range(10)]
    cold = site.browser.get("/en/history/?kind=gift")
    refused = person.ask_once("POST", FORM, person.form())
    unread = person.ask_once("GET", f"{FORM}?kind=question")
    health = site.browser.get("/health/")
    kept = desk.post("/admin/auth/group/add/", {**filled(group), "name": "長い <name>"})
    time.sleep(AWAY)
    site.database.start()

    assert {(page.status, page.text) for page in cached} == {(200, *warm)}
    for page in (cold, unread):
        assert (page.status, page.headers["Retry-After"]) == (503, "60")
        assert "This page cannot be shown just now." in page.text
    assert (refused.status, refused.headers["Retry-After"]) == (503, "60")
    assert person.message in refused.text
    assert "What you wrote is still here" in refused.text
    assert (health.status, '"database": "critical"' in health.text) == (503, True)
    assert kept.status == 503
    assert "the database takes nothing at the moment" in kept.text

    # The same processes go on, and what was refused is sent from where it stands.
    person.send()
    assert site.browser.get("/en/history/?kind=gift").status == 200
    (again,) = [form for form in kept.forms if "Try again" in str(buttons(form))]
    assert desk.post(again.get("action"), filled(again)).status == 302
    assert site.server.workers() == processes
    assert stored(site, [person]) == [[person.shown, person.message, "new", 1]]
    assert wait_until(lambda: site.mail.taken, WORKER_WITHIN)
    assert site.worker.poll() is None


@pytest.mark.parametrize(
    ("ends", "first"), [(OwnPostgres.stop, 1000), (OwnPostgres.lose_power, 2000)]
)
def test_what_was_acknowledged_while_the_database_came_and_went_is_there_once(site, ends, first):
    people = [Person(site.server.port, first + number) for number in range(PEOPLE)]
    begun(site, people)
    over = threading.Event()

    def come_and_go():
        while not over.wait(1.0):
            ends(site.database)
            site.database.start()

    thread = threading.Thread(target=come_and_go)
    thread.start()
    try:
        all_at_once(4, people, Person.send)
    finally:
        over.set()
        thread.join()

    rows = stored(site, people)
    assert sum(person.told_to_try_again for person in people) >= 1
    assert sorted(row[:2] for row in rows) == sorted([p.shown, p.message] for p in people)
    assert {mails for *_row, state, mails in rows if state != "held"} <= {1}
