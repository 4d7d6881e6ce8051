"""What a page, or the desk, prints of a report's figures, ready for templates that ask nothing."""
