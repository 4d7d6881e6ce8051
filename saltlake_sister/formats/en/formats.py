"""Lists that Django draws say "November 30, 2026, 6:26 PM", as `editorial.text.formats` does."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, g:i A"
TIME_FORMAT = "g:i A"
