"""Taking a submission in: its questions, checks and storage."""
