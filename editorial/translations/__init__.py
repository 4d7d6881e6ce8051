"""How translations stand to their sources: freshness, figures, reports."""
