"""Taking part on the staff's desk."""

from involvement.admin import forms

__all__ = ["forms"]
