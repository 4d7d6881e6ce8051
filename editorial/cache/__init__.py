"""Public pages kept outside Django until the content changes."""
