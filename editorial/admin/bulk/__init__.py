"""Doing one thing to several: chosen in a list, shown on a page that asks, each done by itself."""
