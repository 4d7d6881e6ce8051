"""The models of this app, one subject a file."""

from cities.models.city import City, CityPicture, LocalName
from cities.models.event import Event, Side, Source
from cities.models.goal import Goal
from cities.models.relationship import Reason, RelationshipGoal, Stage

__all__ = [
    "City",
    "CityPicture",
    "Event",
    "Goal",
    "LocalName",
    "Reason",
    "RelationshipGoal",
    "Side",
    "Source",
    "Stage",
]
