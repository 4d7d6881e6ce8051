"""Native readers, as staff see them: who is invited, and what they sent."""
