"""Measurements of the served site; see README.md."""
