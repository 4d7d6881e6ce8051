"""The translators' pages: the table, one language beside its source, its history."""
