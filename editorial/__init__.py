"""What every editable thing shares: entries, languages, revisions, publication, pictures.

This room knows no city and no page; other rooms register their models with `editorial.registry`.
"""
