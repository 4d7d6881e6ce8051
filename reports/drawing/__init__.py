"""Pure drawings of a report: the months of a year with its events, bars, and what is known."""
