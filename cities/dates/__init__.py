"""Dates as precise as the record: stored, compared and written."""
