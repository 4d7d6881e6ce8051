"""`make check-settings`: whether the site would work with these settings, tried one by one.

Runs inside the virtual environment (`python -m deploy.check_settings`). It asks the database, the
folders of files, the mail server and, where the site runs behind a proxy already, its public
address; it changes nothing.
"""

import json
import os
import re
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

from deploy import backup, state
from deploy.copies import elsewhere
from deploy.errors import SetupError
from deploy.prepare import require_strong_key
from saltlake_sister.checks import FOREIGN_DATABASE, unknown_migrations

# Seconds for each server to answer.
PATIENCE = 15
# Of Django's checks, those that ask for https.
OF_HTTPS = {f"security.W{number:03}" for number in (4, 5, 8, 12, 16, 21)}
# A line of the file of settings that holds a password.
SECRET = re.compile(
    r"\s*(export )?((SECRET_KEY|SECRET_KEY_FALLBACKS|EMAIL_HOST_PASSWORD)=\W*\w|\w+=.*://.*:.*@)"
)


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
    found = [settings_of_django(), env_file(), database(), folders()]
    found += [mail(), public_address(), static_files(), backups()]
    for is_well, line in found:
        print(f"{'well' if is_well else 'WRONG'}  {line}")
    return 0 if all(is_well for is_well, _line in found) else 1


def settings_of_django():
    """Return (is it well, one line) about what Django's own checks for the public say."""
    complaints = [
        message.msg
        for message in run_checks(include_deployment_checks=True)
        if settings.SERVED_OVER_HTTPS or message.id not in OF_HTTPS
    ]
    return not complaints, "settings: " + ("; ".join(complaints) or "nothing to say against them")


def database():
    """Return (is it well, one line) about the database."""
    try:
        executor = MigrationExecutor(connection)
        if unknown_migrations(executor.loader):
            return False, f"database: {FOREIGN_DATABASE}"
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return False, f"database: does not answer ({type(error).__name__})"
    if connection.vendor == "postgresql":
        try:
            backup.database_of_settings().require_tools()
        except SetupError as error:
            return False, f"database: no backup can be made of it. {error}"
    told = f"{len(missing)} migrations to come at the next start" if missing else "up to date"
    return True, f"database: {connection.vendor}, {told}"


def folders():
    """Return (is it well, one line) about the folders of files, without which nothing starts."""
    try:
        state.require_folders()
    except SetupError as error:
        return False, f"folders: {error}"
    return True, "folders: of pictures, of what people sent and of exports"


def env_file(path=state.ROOT / ".env"):
    """Return (is it well, one line) about the file of settings: whether others read passwords."""
    if not path.is_file() or not path.stat().st_mode & 0o077:
        return True, ".env: nobody else on this machine can read it"
    secret = next(filter(SECRET.match, state.lines_of(path)), "").partition("=")[0].strip()
    if not secret:
        return True, ".env: others on this machine can read it, and it holds no password"
    return False, f".env: others on this machine can read {secret}. Close it: chmod 600 {path}"


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
            if answer.status == 200 and not _proxy_tells_who_asks():
                return False, (
                    f"address: the proxy in front of {settings.SITE_URL} sets no X-Forwarded-For,"
                    " so the limits of the form and of sign-in take all people for one"
                )
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


def _proxy_tells_who_asks():
    """Return whether the site hears from where a request came; it says in /health/ if not."""
    from saltlake_sister.health import PATH  # It needs the models.

    try:
        opener = urllib.request.build_opener(_Staying)
        with opener.open(f"{settings.SITE_URL}{PATH}", timeout=PATIENCE) as answer:
            text = answer.read()
    except urllib.error.HTTPError as error:
        text = error.read()
    try:
        return json.loads(text).get("proxy") != "warning"
    except (ValueError, AttributeError):
        return True  # Something else answers there.


def static_files():
    """Return (is it well, one line) about the host of the static files: whether it has a file."""
    if not settings.STATIC_HOST:
        return True, "static files: of this site itself"
    url = f"{settings.STATIC_URL}css/site.css"
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - a setting
            kind = answer.headers.get_content_type()
            return kind == "text/css", f"static files: {url} answers with {kind}"
    except urllib.error.HTTPError as error:
        return False, f"static files: {url} answers {error.code}"
    except (OSError, HTTPException) as error:
        return False, f"static files: {url} does not answer ({type(error).__name__})"


def backups():
    """Return (is it well, one line) about where backups go besides this machine."""
    if not elsewhere.is_wanted():
        return True, "backups: on this machine alone; BACKUP_COPY names a command that copies them"
    try:
        elsewhere.require()
    except SetupError as error:
        return False, f"backups: {error}"
    how = "encrypted" if os.environ.get(elsewhere.KEY) else "not encrypted (BACKUP_KEY)"
    return True, f"backups: copied elsewhere by the command in BACKUP_COPY, {how}"


if __name__ == "__main__":
    sys.exit(main())
