"""Cities, goals and events in the admin; importing these modules registers their models."""

from cities.admin import city, event, goal, meeting, source, today

__all__ = ["city", "event", "goal", "meeting", "source", "today"]
