"""Checks at start: whether a database belongs to this code."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connections
from django.db.migrations.loader import MigrationLoader

FOREIGN_DATABASE = (
    "This database was made by another version of the site, and this one cannot use it: start the "
    "version that made it, bring back the copy from before its update (make restore "
    "FROM=…/backups/TIME-before-migration), or start with an empty database (another DATA_DIR or "
    "DATABASE_URL)."
)


def connect():
    """Let `migrate` and `check --database` look at the database first."""
    checks.register(databases_are_ours, checks.Tags.database)


def databases_are_ours(databases=None, **kwargs):
    """Refuse databases that were brought to a state of which this code knows nothing."""
    return [
        checks.Error(FOREIGN_DATABASE, id="saltlake_sister.E001")
        for alias in databases or []
        if unknown_migrations(MigrationLoader(connections[alias]))
    ]


def unknown_migrations(loader):
    """List the migrations that were applied and are not in this code, from a MigrationLoader.

    Packages may leave out old ones that they have joined; of theirs, newer ones count alone.
    """
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
    }
    newest = {}
    for app, name in loader.disk_migrations:
        newest[app] = max(newest.get(app, ""), name)
    return sorted(
        (app, name)
        for app, name in loader.applied_migrations
        if (app, name) not in loader.disk_migrations
        and (app in ours or name > newest.get(app, name))
    )
