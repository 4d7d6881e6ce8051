"""What visitors open of home, the pages that staff write, the sheet of a city; errors; the root."""
