"""`make to-postgres`: move a stopped site from SQLite to the empty PostgreSQL that MOVE_TO names.

Runs inside the virtual environment (`python -m deploy.copies.to_postgres`). Every row keeps its
key. All rows come over in one transaction and are counted before it ends; so the PostgreSQL holds
all of them or none. SQLite stays as it was. The full text of the search is an index that PostgreSQL
makes of the rows by itself.
"""

import os
import sys

import dj_database_url
import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet

from deploy.errors import SetupError
from editorial.staff.private_logging import kind_of

SOURCE, TARGET = "default", "to"
# What `migrate` itself writes into an empty database; the source's rows take their place.
MADE_BY_MIGRATE = ["auth_permission", "django_content_type"]
AT_ONCE = 500


def main():
    """Move everything; return the exit code, having printed one sentence on a failure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")
    try:
        django.setup()
        counts = move(os.environ.get("MOVE_TO") or "")
    except (CommandError, ImproperlyConfigured, SetupError) as error:
        print(error, file=sys.stderr)
        return 1
    except DatabaseError as error:  # Its words may quote what people wrote.
        print(
            f"The move failed ({_kind(error)}); the PostgreSQL holds no row of the site, and the"
            " SQLite file is as it was.",
            file=sys.stderr,
        )
        return 1
    print(
        f"Moved and counted: {len(counts)} tables with {sum(counts.values()):,} rows. Set"
        " DATABASE_URL to this PostgreSQL and start the site; pictures and key stay where they"
        " are. The SQLite file is as it was: put it away safely, or delete it."
    )
    return 0


def move(address):
    """Copy all rows of the SQLite database; return how many there are, by table.

    Raises SetupError when there is anything in the target, or the source is not up to date.
    """
    found = dj_database_url.parse(address) if "://" in address else {}
    if found.get("ENGINE") != "django.db.backends.postgresql":
        raise SetupError(
            "Name an empty PostgreSQL by the variable MOVE_TO, in .env or the shell:"
            " MOVE_TO=postgres://name:password@host:5432/database"
        )
    if connections[SOURCE].vendor != "sqlite":
        raise SetupError("DATABASE_URL names no SQLite database: there is nothing to move.")
    both = connections.configure_settings({SOURCE: {}, TARGET: found})
    connections.settings[TARGET] = both[TARGET]
    _require_current(connections[SOURCE])
    _require_reached(connections[TARGET])
    _require_empty(connections[TARGET])
    _make_tables()
    models = _models()
    with transaction.atomic(using=SOURCE), transaction.atomic(using=TARGET):
        with connections[TARGET].cursor() as cursor:
            for table in MADE_BY_MIGRATE:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - named above
            for model in models:
                try:
                    _copy(model, cursor)
                except DatabaseError as error:  # Its words may quote what people wrote.
                    table = model._meta.db_table
                    raise SetupError(
                        f"A row of {table} was not taken ({_kind(error)}); nothing was moved."
                    ) from error
            # Keys that the database gives go on after the highest one.
            for statement in connections[TARGET].ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
        return _counted(models)


def _models():
    """List all models with a table, those between two others as well."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def _require_current(source):
    executor = MigrationExecutor(source)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise SetupError(
            "The SQLite database is of an earlier version: start the site once with make run, stop"
            " it, and move it then."
        )


def _require_reached(target):
    try:
        target.ensure_connection()
    except DatabaseError as error:
        raise SetupError(f"The PostgreSQL cannot be reached: {_first_line(error)}") from error


def _require_empty(target):
    """Refuse a database with rows, but for those that an attempt that failed has left."""
    allowed = {*MADE_BY_MIGRATE, "django_migrations"}
    with target.cursor() as cursor:
        for table in set(target.introspection.table_names(cursor)) - allowed:
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {target.ops.quote_name(table)})")  # noqa: S608
            if cursor.fetchone()[0]:
                raise SetupError(
                    f"The PostgreSQL is not empty: there are rows in {table}. Name an empty one."
                )


def _make_tables():
    try:
        call_command("migrate", database=TARGET, interactive=False, verbosity=0)
    except DatabaseError as error:  # No row is there yet that its words could quote.
        raise SetupError(
            f"The tables could not be made: {_first_line(error)} May this user make tables there?"
            " It may in a database that it owns: ALTER DATABASE … OWNER TO …"
        ) from error


def _first_line(error):
    return str(error).strip().partition("\n")[0]


def _kind(error):
    """Name what the database's own library says, with its code, rather than Django's word."""
    return kind_of(error.__cause__ or error)


def _copy(model, cursor):
    """Copy the rows of one table, as they are: nothing is computed, not even a time of change."""
    target = connections[TARGET]
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    columns = ", ".join(target.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = target.ops.quote_name(model._meta.db_table)
    insert = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of models
    # Not by a manager of the model, which would put a language's column for another.
    rows = QuerySet(model, using=SOURCE).order_by("pk").values_list(*(f.attname for f in fields))
    cursor.executemany(
        insert,
        (
            [
                field.get_db_prep_save(value, target)
                for field, value in zip(fields, row, strict=True)
            ]
            for row in rows.iterator(chunk_size=AT_ONCE)
        ),
    )


def _counted(models):
    """Return the rows by table. Raises SetupError, which undoes everything, where they differ."""
    counts = {}
    for model in models:
        table = model._meta.db_table
        counts[table] = QuerySet(model, using=TARGET).count()
        if counts[table] != (before := QuerySet(model, using=SOURCE).count()):
            raise SetupError(
                f"{table} has {counts[table]} rows in place of {before}; nothing was moved."
            )
    return counts


if __name__ == "__main__":
    sys.exit(main())
