"""What all editable content shares: entries, languages, revisions, publication, pictures.

This app knows no city and no page; other apps register their models with `editorial.registry`.
"""
