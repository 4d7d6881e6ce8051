"""The yearly reports on the staff's side; importing these modules registers their models."""

from reports.admin import outline, places, report, today

__all__ = ["outline", "places", "report", "today"]
