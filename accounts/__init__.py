"""People who sign in: program staff and translators. Readers have no accounts."""
