"""People who sign in: staff and translators, and their roles. Readers have no accounts."""
