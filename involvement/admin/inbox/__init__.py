"""The inbox and the page of one submission."""
