"""Two states of an entry beside each other, in words."""
