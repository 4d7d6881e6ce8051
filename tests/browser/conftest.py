"""A real browser on the real content. Without Chromium these tests are skipped, with a word."""

import os
import shutil

import pytest

from accounts.models import User
from tests.crawl import named_paths, sampled

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


@pytest.fixture
def site(live_server, seed_copy):
    """Serve the seed content; return the server."""
    seed_copy.put()
    return live_server


@pytest.fixture
def paths(site, client):
    """List the English addresses of the site map, of single events some, and one that is none."""
    found = [path for path in named_paths(client) if path.startswith("/en/")]
    return [*sampled(found), "/en/nowhere/"]


@pytest.fixture
def admin(site, page):
    """Sign an administrator in; return the browser's page."""
    User.objects.create_superuser("editor", "editor@example.org", "secret")
    page.goto(f"{site.url}/admin/login/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", "secret")
    page.click("input[type=submit]")
    return page
