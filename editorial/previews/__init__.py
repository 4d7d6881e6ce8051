"""Previews: the public pages as one draft would make them. Nothing is written to show them."""
