"""A column of tokens that the database's own full text searches.

SQLite does it by an FTS5 table that triggers keep in step with the column, PostgreSQL by an index
over an expression; the migration that makes the table makes them. Both are only told which tokens
a row has: where words begin and end is decided in `editorial.search.tokens`.
"""

from django.db import models
from django.db.models import Lookup


class TokensField(models.TextField):
    """Tokens, one space around each."""


@TokensField.register_lookup
class Holds(Lookup):
    """Whether the tokens hold all those of a `Wanted`, wherever in the text."""

    lookup_name = "holds"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        query = value.in_tsquery() if connection.vendor == "postgresql" else value.in_fts5()
        return "%s", [query]

    def as_sqlite(self, compiler, connection):
        _sql, params = self.process_rhs(compiler, connection)
        column = self.lhs.target
        quote, table = connection.ops.quote_name, column.model._meta.db_table
        row = f"{quote(self.lhs.alias)}.{quote(column.model._meta.pk.column)}"
        index = quote(f"{table}_{column.column}")
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH %s"  # noqa: S608 - our names
        return f"{row} IN ({found})", params

    def as_postgresql(self, compiler, connection):
        column, column_params = self.process_lhs(compiler, connection)
        _sql, params = self.process_rhs(compiler, connection)
        return f"editorial_tokens({column}) @@ %s::tsquery", [*column_params, *params]
