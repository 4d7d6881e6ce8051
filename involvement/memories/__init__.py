"""From a memory to the timeline: what staff make of it, and what its sender says to that."""
