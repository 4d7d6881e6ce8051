"""Cities, goals and events in the admin; importing these modules registers their models."""

from cities.admin import city, event, goal, today

__all__ = ["city", "event", "goal", "today"]
