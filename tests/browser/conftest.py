"""A real browser on the real content. Without Chromium these tests are skipped, with a word."""

import os
import re
import shutil
import sqlite3
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from accounts.models import User
from editorial.seed import loader as seed

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No sandbox, because CI runs as root; and no traffic of the browser's own.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium():
    """Return the path of an installed Chromium, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(tmp_path_factory):
    path = chromium()
    if path is None and os.environ.get("CI"):
        pytest.fail("CI must have Chromium: without it nothing of what people see is tried.")
    if path is None:
        pytest.skip("There is no Chromium on this machine, so browser tests are skipped.")
    home = str(tmp_path_factory.mktemp("browser"))
    # Else it leaves reports of crashes and settings of the desktop with whoever runs the tests.
    homes = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
    return {"executable_path": path, "args": ARGUMENTS, "env": {**os.environ, **homes}}


@pytest.fixture(scope="session")
def copies():
    """Hold the database with the seed content in it, once it was loaded."""
    return []


@pytest.fixture
def site(live_server, copies):
    """Serve the seed content; return the server.

    Loading takes seconds, so SQLite's file is copied back for every test but the first.
    """
    if copies and connection.vendor == "sqlite":
        connection.ensure_connection()
        copies[0].backup(connection.connection)
        ContentType.objects.clear_cache()
    else:
        seed.load(django_settings.CONTENT_DIR)
        if connection.vendor == "sqlite":
            copies.append(sqlite3.connect(":memory:"))
            connection.connection.backup(copies[0])
    return live_server


@pytest.fixture
def paths(site, client):
    """List the English addresses of the site map, and a page that is not there."""
    sitemap = client.get("/sitemap.xml").content.decode()
    found = [urlsplit(url).path for url in re.findall("<loc>([^<]+)</loc>", sitemap)]
    return [path for path in found if path.startswith("/en/")] + ["/en/nowhere/"]


@pytest.fixture
def admin(site, page):
    """Sign an administrator in; return the browser's page."""
    User.objects.create_superuser("editor", "editor@example.org", "secret")
    page.goto(f"{site.url}/admin/login/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "secret")
    page.click("input[type=submit]")
    return page
