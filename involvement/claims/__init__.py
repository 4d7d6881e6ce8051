"""Claims about pictures: made by anybody, decided by staff."""
