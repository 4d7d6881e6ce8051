"""The staff's pages about records."""
