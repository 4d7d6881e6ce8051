"""Searching all content: in every language and script, any case, with or without accents.

What can be found stands in one table (`SearchText`), folded: a row for each language of an entry,
and another one for its draft. `publishing` keeps the rows whenever a revision is saved or becomes
public; `manage.py rebuild_search` makes all of them anew. Whoever shows results to the public asks
for rows that are public; staff see all.
"""
