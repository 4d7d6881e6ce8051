"""Files for translators' own tools, in XLIFF 2.1: made for a language, and taken back."""
