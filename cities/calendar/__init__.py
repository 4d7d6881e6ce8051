"""What is coming: the next meetings, the page of the months, and what calendar programs read."""
