"""Mail: its words, the outbox, and the way to the server."""
