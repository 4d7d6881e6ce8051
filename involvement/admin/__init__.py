"""Taking part on the staff's side; importing these modules registers their models."""

from involvement.admin import claims, content, dashboard, found_told, ideas, outbox, places
from involvement.admin.inbox import found
from involvement.admin.inbox import list as inbox
from involvement.admin.memories import words
from involvement.admin.records import disposition_log, people, retention

__all__ = [
    "claims",
    "content",
    "dashboard",
    "disposition_log",
    "found",
    "found_told",
    "ideas",
    "inbox",
    "outbox",
    "people",
    "places",
    "retention",
    "words",
]
