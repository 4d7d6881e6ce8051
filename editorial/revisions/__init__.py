"""What was saved, as plain data: taken from rows, stored as revisions, put back on rows."""
