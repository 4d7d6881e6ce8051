"""Searching all content: in every language and script, any case, with or without accents.

Two tables, both made of what is written and made anew by `manage.py rebuild_search`:

- `SearchText` for staff, who also find drafts: the folded words of each language of an entry, and
  of its draft. `publishing` keeps it whenever a revision is saved (`keeping`, `finding`).
- `PublicText` for visitors: what the live rows say, written with them in one transaction
  (`public`), and searched by the database's full text over tokens of ours (`tokens`, `visitors`).
  Apps name what visitors find (`findable`); a slip of one letter is forgiven (`spelling`).
"""
