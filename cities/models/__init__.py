"""The models of this app, one subject a file."""

from cities.models.calendar_state import CalendarState
from cities.models.city import City
from cities.models.city_parts import CityPicture, LocalName
from cities.models.event import Event, Side
from cities.models.event_parts import Citation, Figure
from cities.models.goal import Goal
from cities.models.meeting import MeetingException, MeetingRule
from cities.models.memory import Memory
from cities.models.relationship import Reason, RelationshipGoal, Stage
from cities.models.source import Source

__all__ = [
    "CalendarState",
    "Citation",
    "City",
    "CityPicture",
    "Event",
    "Figure",
    "Goal",
    "LocalName",
    "MeetingException",
    "MeetingRule",
    "Memory",
    "Reason",
    "RelationshipGoal",
    "Side",
    "Source",
    "Stage",
]
