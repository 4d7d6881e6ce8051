"""`make check-settings`: whether the site would work with these settings, tried one by one.

Runs inside the virtual environment (`python -m deploy.check_settings`). It asks the database, the
mail server and, where the site runs behind a proxy already, its public address; it changes nothing.
"""

import os
import sys
import urllib.error
import urllib.request
from http.client import HTTPException

import django
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from deploy.errors import SetupError
from deploy.prepare import require_strong_key

# Seconds for each server to answer.
PATIENCE = 15


class _Staying(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: one to itself is what is looked for."""

    def redirect_request(self, *args):
        """Give the answer itself."""


def main():
    """Try everything; print one line each, and return 1 when something does not work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")
    try:
        django.setup()
        require_strong_key()
    except (ImproperlyConfigured, SetupError) as error:
        print(error, file=sys.stderr)
        return 1
    found = [settings_of_django(), database(), mail(), public_address()]
    for is_well, line in found:
        print(f"{'well' if is_well else 'WRONG'}  {line}")
    return 0 if all(is_well for is_well, _line in found) else 1


def settings_of_django():
    """Return (is it well, one line) about what Django's own checks for the public say."""
    complaints = [message.msg for message in run_checks(include_deployment_checks=True)]
    if not settings.SITE_URL:
        # Without https these are meant so.
        complaints = []
    return not complaints, "settings: " + ("; ".join(complaints) or "nothing to say against them")


def database():
    """Return (is it well, one line) about the database."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return False, f"database: does not answer ({type(error).__name__})"
    state = f"{len(missing)} migrations to come at the next start" if missing else "up to date"
    return True, f"database: {connection.vendor}, {state}"


def mail():
    """Return (is it well, one line) about the mail server: whether it lets us in."""
    if not settings.EMAIL_HOST:
        return True, "email: EMAIL_HOST is not set, so nothing is sent; staff read it at the desk"
    backend = import_string(settings.POST_OFFICE["BACKENDS"]["default"])(timeout=PATIENCE)
    try:
        backend.open()
        backend.close()
    except Exception as error:  # Mail servers fail in every way; the kind of it says enough.
        return False, f"email: {settings.EMAIL_HOST} does not let us in ({type(error).__name__})"
    return True, f"email: {settings.EMAIL_HOST} lets us in"


def public_address():
    """Return (is it well, one line) about the address that people type, if it answers at all."""
    if not settings.SITE_URL:
        return True, "address: SITE_URL is not set, so the site is for this machine and its network"
    url = f"{settings.SITE_URL}/robots.txt"
    try:
        with urllib.request.build_opener(_Staying).open(url, timeout=PATIENCE) as answer:
            return answer.status == 200, f"address: {url} answers {answer.status}"
    except urllib.error.HTTPError as error:
        if error.code in {301, 302} and error.headers.get("Location") == url:
            return False, (
                f"address: {url} leads to itself; the proxy must set X-Forwarded-Proto, and if it"
                " is on another machine, FORWARDED_ALLOW_IPS must name it"
            )
        return False, f"address: {url} answers {error.code}"
    except (OSError, HTTPException) as error:
        return True, f"address: {url} does not answer yet ({type(error).__name__})"


if __name__ == "__main__":
    sys.exit(main())
