"""What happens at a time: plans, what staff do with them, and their publication."""
