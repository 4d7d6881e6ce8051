"""Taking part on the staff's desk."""

from involvement.admin import cards, forms, ideas, inbox, outbox, people, retention

__all__ = ["cards", "forms", "ideas", "inbox", "outbox", "people", "retention"]
