"""Events in the order of their dates, and what they can be narrowed to."""
