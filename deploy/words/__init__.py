"""The words of the translations: what they agree on, and whether they keep to it.

Nothing here runs on a machine that serves the site. `python -m deploy.words` says what it can do.
"""
