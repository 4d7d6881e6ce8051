"""The people who edit: their roles, what waits for them, and what logs may say."""
