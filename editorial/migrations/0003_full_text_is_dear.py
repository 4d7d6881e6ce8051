"""The full text on PostgreSQL by a function that says what it costs.

Of functions of its own, PostgreSQL believes that each costs next to nothing. So for a word that
many texts hold it read all texts and cut each anew, which took seconds, instead of asking the index.
"""

from django.db import migrations

# In PL/pgSQL, because the body of a function in SQL is put into the query in its place, and what it
# costs is forgotten.
FORWARDS = [
    """
    CREATE FUNCTION editorial_tokens(tokens text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000
    AS $$ BEGIN RETURN array_to_tsvector(string_to_array(btrim(tokens), ' ')); END $$
    """,
    "DROP INDEX editorial_publictext_tokens",
    """
    CREATE INDEX editorial_publictext_tokens ON editorial_publictext
    USING gin (editorial_tokens(tokens))
    """,
]
BACKWARDS = [
    "DROP INDEX editorial_publictext_tokens",
    """
    CREATE INDEX editorial_publictext_tokens ON editorial_publictext
    USING gin (array_to_tsvector(string_to_array(btrim(tokens), ' ')))
    """,
    "DROP FUNCTION editorial_tokens(text)",
]


def say_what_it_costs(apps, schema_editor):
    _execute(schema_editor, FORWARDS)


def forget_what_it_costs(apps, schema_editor):
    _execute(schema_editor, BACKWARDS)


def _execute(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_public_search")]

    operations = [migrations.RunPython(say_what_it_costs, forget_what_it_costs)]
