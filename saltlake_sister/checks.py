"""Checks at start: whether a database belongs to this code."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import connections
from django.db.migrations.loader import MigrationLoader

FOREIGN_DATABASE = (
    "This database was made by another version of the site, which cannot be brought up to date: "
    "start with an empty one (another DATA_DIR or DATABASE_URL), or use the version that made it."
)


def connect():
    """Let `migrate` and `check --database` look at the database first."""
    checks.register(databases_are_ours, checks.Tags.database)


def databases_are_ours(databases=None, **kwargs):
    """Refuse databases that were brought to a state of which this code knows nothing."""
    return [
        checks.Error(FOREIGN_DATABASE, id="saltlake_sister.E001")
        for alias in databases or []
        if unknown_migrations(connections[alias])
    ]


def unknown_migrations(connection):
    """List the migrations of our apps that were applied and are not in this code."""
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
    }
    loader = MigrationLoader(connection)
    return sorted(
        key
        for key in loader.applied_migrations
        if key[0] in ours and key not in loader.disk_migrations
    )
