"""What the environment says: each variable read strictly, and nonsense refused in a sentence."""

import os

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from editorial.web import addresses

# What the site was tried with.
DATABASES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
ON, OFF = {"true", "1", "on", "yes"}, {"false", "0", "off", "no"}


def text(name, default=""):
    """Return a variable as it stands."""
    return os.environ.get(name, default)


def items(name):
    """Return a variable as a list, parted by commas; empty when it is not set."""
    return [item.strip() for item in text(name).split(",") if item.strip()]


def switch(name, default):
    """Return whether a variable is on; a typing error such as "Flase" is not taken as off.

    Raises ImproperlyConfigured for anything but true/false, 1/0, on/off, yes/no.
    """
    value = text(name).strip().lower() or ("true" if default else "false")
    if value not in ON | OFF:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in ON


def number(name, default):
    """Return a whole number above zero. Raises ImproperlyConfigured for anything else."""
    value = text(name).strip() or str(default)
    if not value.isdecimal() or int(value) == 0:
        raise ImproperlyConfigured(f"{name} must be a number above zero, not {value!r}.")
    return int(value)


def port(name, default):
    """Return the number of a port. Raises ImproperlyConfigured for anything else."""
    found = number(name, default)
    if found > 65_535:
        raise ImproperlyConfigured(f"{name} must be a port, at most 65535, not {found}.")
    return found


def proxies():
    """Return the networks of the proxies that are believed, for Django and gunicorn alike.

    Raises ImproperlyConfigured for what is no address and no network.
    """
    try:
        return addresses.proxies(items("FORWARDED_ALLOW_IPS"))
    except ValueError as error:
        raise ImproperlyConfigured(f"FORWARDED_ALLOW_IPS: {error}") from error


def database(name, file):
    """Return Django's settings of the database at an address; without one, of the SQLite `file`.

    Connections are kept, and asked whether they still answer. Raises ImproperlyConfigured for what
    is no such address, without repeating it: it may hold a password.
    """
    kept = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    if not text(name):
        # Not by way of an address, in which "#" or "?" of a folder's name would mean something.
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), **kept}
    complaint = (
        f"{name} must look like postgres://name:password@host:5432/database or like "
        "sqlite:////folder/file; other characters than letters and digits percent-encoded."
    )
    try:
        found = dj_database_url.parse(text(name))
    except ValueError as error:
        raise ImproperlyConfigured(complaint) from error
    if found.get("ENGINE") not in DATABASES:
        raise ImproperlyConfigured(complaint)
    return found | kept
