"""What all tests share: a closed network and real contents."""

import gc
import os
import shutil
import socket

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadFileScheduling

# Machines are shared and slow at times; a test's worth is not its speed.
hypothesis_settings.register_profile("site", deadline=None)
hypothesis_settings.load_profile("site")

# Playwright runs an event loop in the thread of the tests; Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PLAIN_STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"


READERS_OF_THE_WHOLE_SITE = {
    "tests/test_whole_site.py",
    "tests/test_whole_site_safety.py",
    "tests/languages/test_crawl.py",
}


# Each of these tests takes long and shares little; in one process they would hold up the other.
LONG_FILES = {"tests/browser/test_accessibility.py", "tests/browser/test_every_width.py"}


class FilesTogether(LoadFileScheduling):
    """Keep the tests of a file in one process: what they share, such as the seed, is made once.

    Those that read the whole site stay together as well.
    """

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        if file in LONG_FILES:
            return nodeid
        return "the whole site" if file in READERS_OF_THE_WHOLE_SITE else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Share out files, not single tests, where there are several processes."""
    return FilesTogether(config, log)


def pytest_itemcollected(item):
    """Give those that read the whole site a database to read it from."""
    if "whole_site" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.django_db)


def pytest_collection_finish(session):
    """Look for rubbish among what tests make, not among all modules and tests each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    """Refuse connections to anything but this machine."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family == socket.AF_UNIX or address[0] in {"127.0.0.1", "::1", "localhost"}:
            return connect(self, address)
        raise AssertionError(f"A test tried to reach {address}.")

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(autouse=True)
def nothing_remembered_of_another_database():
    """Forget what was found of content that another test made."""
    from editorial.cache.kept import KEPT
    from editorial.links import checking

    checking.found_at.cache_clear()
    KEPT.clear()


@pytest.fixture(autouse=True)
def language_of_the_settings():
    """Begin in English: a request leaves its language behind in the thread."""
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def settings_of_all_tests():
    """Hash passwords at once, which took a third of the run, and serve files as they are."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    storages = {**site_settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_STATIC_FILES}}
    with override_settings(PASSWORD_HASHERS=hashers, STORAGES=storages):
        yield


class Folders:
    """Folders for the files of one test after the other; to make them for each takes long."""

    def __init__(self, place):
        self.place = place
        self.media, self.static = place / "media", place / "static"
        self.submissions, self.exports = place / "submissions", place / "exports"
        self.make()

    def make(self):
        """Make all that a site has when it begins."""
        self.media.mkdir(parents=True)
        self.static.mkdir()
        self.submissions.mkdir(mode=0o700)
        self.fresh = self.seen()

    def seen(self):
        """Return what stands there, and with which rights."""
        return [(folder, os.stat(folder).st_mode, names) for folder, *names in os.walk(self.place)]

    def clear(self):
        """Begin anew where a test left anything, or took anything away."""
        if self.seen() != self.fresh:
            shutil.rmtree(self.place, ignore_errors=True)
            self.make()


@pytest.fixture(scope="session")
def folders(tmp_path_factory):
    return Folders(tmp_path_factory.mktemp("site") / "data")


@pytest.fixture(autouse=True)
def own_folders(settings, folders):
    """Keep uploaded, exported and collected files of each test apart from those of others."""
    settings.MEDIA_ROOT = folders.media
    settings.EXPORTS_DIR = folders.exports
    settings.SUBMISSION_FILES_DIR = folders.submissions
    settings.STATIC_ROOT = folders.static
    yield
    folders.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """Keep SQLite's test database in a file, as the site does.

    In memory all threads of a live server would share one connection, and a page that a browser
    has left half-read would lock its tables.
    """
    database = site_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Write the roles of staff once, as every start of the site does."""
    with django_db_blocker.unblock():
        call_command("sync_roles", verbosity=0)


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """Start the server once the database is a file: in memory it would share our connection."""
    return live_server


@pytest.fixture
def open_connection(db):
    """Keep the connection open between requests, as Django's own test client does."""
    signals = [request_started, request_finished]
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def home(db):
    """Make the home city, without which no public page of cities exists."""
    from tests.builders import make_home
    from tests.programs.kept_rows import made_once

    return made_once(make_home, phrase_in="in Hometown")


@pytest.fixture(scope="session")
def seed_copy(django_db_setup, tmp_path_factory):
    """Hold the database with the seed in it, in a folder that all processes of the run share."""
    from tests.programs.seed_copy import SeedCopy

    base = tmp_path_factory.getbasetemp()
    return SeedCopy(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="module")
def seed_of_the_module(seed_copy, django_db_blocker):
    """Have the seed there for the tests of a file; afterwards the database is empty again."""
    with django_db_blocker.unblock(), seed_copy.in_database():
        yield


@pytest.fixture
def seeded(seed_of_the_module, db):
    """Have the real contents in the database; what a test changes in them is undone."""


# Read in `make test`; one of them is written without spaces between its words.
SOME_LANGUAGES = ["en", "ja"]


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(SOME_LANGUAGES, id="two languages"),
        pytest.param(None, id="all languages", marks=pytest.mark.proof),
    ],
)
def whole_site(request, seed_copy, django_db_blocker, tmp_path_factory):
    """Read every public page on the real contents, once; afterwards the database is empty again.

    The pages can be looked at without a database, so these tests may run in any order with others.
    """
    from tests.crawl import crawl

    with (
        django_db_blocker.unblock(),
        override_settings(SITE_URL="", STATIC_ROOT=tmp_path_factory.mktemp("s")),
        seed_copy.in_database(),
    ):
        return crawl(request.param)
