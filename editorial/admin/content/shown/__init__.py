"""What the form of content shows: its fields and parts, in plain objects for the templates."""
