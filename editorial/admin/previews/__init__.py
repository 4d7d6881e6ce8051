"""Previews for staff: of what was saved, of what is typed, and links for people outside."""
