"""The door of the desk, and signing in where somebody stands."""
