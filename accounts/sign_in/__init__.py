"""Signing in: who is meant, how often one may try, on which device, by which second factor."""
