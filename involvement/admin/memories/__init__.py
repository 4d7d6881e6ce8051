"""Memories at the desk: made into a draft event, put beside an event, asked about, worded."""
