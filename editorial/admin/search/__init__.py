"""Search over everything that the person who asks may open."""
