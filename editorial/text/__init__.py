"""Texts: languages, rich text, fingerprints, word-by-word differences."""
