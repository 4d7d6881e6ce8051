"""The seed content: its files, and how they become entries."""
