"""The full text of what visitors find: FTS5 on SQLite, a GIN index on PostgreSQL."""

from django.db import migrations

# The full text of a column of tokens; `editorial.models.full_text` asks it. Tokens are cut before,
# so everything but a space belongs to one, and no letter loses its mark.
SQLITE = [
    """
    CREATE VIRTUAL TABLE editorial_publictext_tokens USING fts5(
        tokens, content=editorial_publictext, content_rowid=id, detail=none,
        tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
    )
    """,
    """
    CREATE TRIGGER editorial_publictext_inserted AFTER INSERT ON editorial_publictext BEGIN
        INSERT INTO editorial_publictext_tokens (rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
    """
    CREATE TRIGGER editorial_publictext_deleted AFTER DELETE ON editorial_publictext BEGIN
        INSERT INTO editorial_publictext_tokens (editorial_publictext_tokens, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
    END
    """,
    """
    CREATE TRIGGER editorial_publictext_updated AFTER UPDATE ON editorial_publictext BEGIN
        INSERT INTO editorial_publictext_tokens (editorial_publictext_tokens, rowid, tokens)
        VALUES ('delete', old.id, old.tokens);
        INSERT INTO editorial_publictext_tokens (rowid, tokens) VALUES (new.id, new.tokens);
    END
    """,
]
POSTGRESQL = [
    """
    CREATE INDEX editorial_publictext_tokens ON editorial_publictext
    USING gin (array_to_tsvector(string_to_array(btrim(tokens), ' ')))
    """,
]


def make_full_text(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if is_postgresql else SQLITE:
        schema_editor.execute(statement)


def drop_full_text(apps, schema_editor):
    # The index of PostgreSQL and the triggers go with the table.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE editorial_publictext_tokens")


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_first_version")]

    operations = [migrations.RunPython(make_full_text, drop_full_text)]
