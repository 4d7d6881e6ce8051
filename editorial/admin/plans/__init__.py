"""Screens of time: publishing and taking off at a time, and taking off at once."""
