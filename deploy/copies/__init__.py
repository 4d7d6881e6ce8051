"""Copies of a site: what they hold, tried beside it, and moved to another database."""
