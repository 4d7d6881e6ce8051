"""Pages and what exists once, in the admin; importing these modules registers them."""

from pages.admin import content, today

__all__ = ["content", "today"]
