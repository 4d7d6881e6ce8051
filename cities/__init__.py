"""Partner cities, the goals of each relationship, and the events of their common history."""
