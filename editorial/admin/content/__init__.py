"""Content on the forms of the admin: opened, sent, asked about, and shown in lists."""
