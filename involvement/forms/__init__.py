"""What the public writes, checked: the only door for it."""
