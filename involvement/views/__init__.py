"""The public pages of taking part."""
