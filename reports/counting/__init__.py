"""What the record comes to in a year, or in all years: counted from public rows alone."""
