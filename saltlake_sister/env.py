"""What the environment says: each variable read strictly, and nonsense refused in a sentence."""

import os
from pathlib import Path

import dj_database_url
from babel.core import get_global
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from editorial.web import addresses

ROOT = Path(__file__).resolve().parent.parent
# Of a PostgreSQL whose machine says nothing any more: seconds to connect; milliseconds until what
# was sent and not received breaks the connection; and seconds after which it is looked after while
# an answer does not come. Else every thread would wait for minutes or hours.
PATIENCE = {
    "connect_timeout": 5,
    "tcp_user_timeout": 15_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
# What the site was tried with.
DATABASES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
ON, OFF = {"true", "1", "on", "yes"}, {"false", "0", "off", "no"}


def text(name, default=""):
    """Return a variable as it stands; what is empty is not set."""
    return os.environ.get(name) or default


def folder(name, default):
    """Return a folder by its absolute path; a relative one is meant from the code's folder."""
    return ROOT / text(name, str(default))


def items(name):
    """Return a variable as a list, parted by commas; empty when it is not set."""
    return [item.strip() for item in text(name).split(",") if item.strip()]


def languages(name, known):
    """Return a variable as codes of languages, the first of them the default; empty if not set.

    `known` are pairs of code and name. Raises ImproperlyConfigured for a code that is not there.
    """
    codes = [code.lower() for code in items(name)]
    for code in codes:
        if code not in dict(known):
            choices = ", ".join(dict(known))
            raise ImproperlyConfigured(f"{name} may name {choices}; {code!r} is none of them.")
    return codes


def switch(name, default):
    """Return whether a variable is on; a typing error such as "Flase" is not taken as off.

    Raises ImproperlyConfigured for anything but true/false, 1/0, on/off, yes/no.
    """
    value = text(name).strip().lower() or ("true" if default else "false")
    if value not in ON | OFF:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in ON


def choice(name, *choices):
    """Return one of these words, the first when it is not set.

    Raises ImproperlyConfigured for any other.
    """
    value = text(name).strip().lower() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}, not {value!r}.")
    return value


def address(name):
    """Return an email address, "" when none is set. Raises ImproperlyConfigured for none."""
    value = text(name).strip()
    try:
        if value:
            validate_email(value)
    except ValidationError as error:
        raise ImproperlyConfigured(f"{name} is no address: {value!r}.") from error
    return value


def number(name, default):
    """Return a whole number above zero. Raises ImproperlyConfigured for anything else."""
    value = text(name).strip() or str(default)
    if not value.isdecimal() or int(value) == 0:
        raise ImproperlyConfigured(f"{name} must be a number above zero, not {value!r}.")
    return int(value)


def currency(name, default):
    """Return the ISO code of a currency. Raises ImproperlyConfigured for anything else."""
    value = text(name, default).strip().upper()
    if value not in get_global("all_currencies"):
        raise ImproperlyConfigured(
            f"{name} must be the ISO code of a currency, such as EUR, not {text(name)!r}."
        )
    return value


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
    if found["ENGINE"].endswith("postgresql"):
        found["OPTIONS"] = {**PATIENCE, **found.get("OPTIONS", {})}
    if found["ENGINE"].endswith("sqlite3") and found["NAME"] != ":memory:":
        # Like every folder: the same file from whichever folder a command is given.
        found["NAME"] = str(ROOT / found["NAME"])
    return found | kept
